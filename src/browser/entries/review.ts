// The script of the page before handing in.
import { openSitting } from "../page/open-sitting.ts";
import { reviewUploads } from "../player/review-uploads.ts";

let changed: () => void = () => undefined;
const sitting = await openSitting(() => changed());
changed = await reviewUploads(sitting);
