// The script of a questionnaire's page.
import { openSitting } from "../page/open-sitting.ts";
import { fillQuestionnaire } from "../player/fill-questionnaire.ts";

await fillQuestionnaire(await openSitting());
