// The script of a scene's page and of the practice page, which plays the same way and keeps nothing.
import { openSitting } from "../page/open-sitting.ts";
import { playScene } from "../player/play-scene.ts";
import { practise } from "../player/practise.ts";

const sitting = await openSitting();
if (sitting.state.step === "practice") await practise(sitting);
else await playScene(sitting);
