// What desk pages gain from a script; each of them works without.

import { askBeforePosting } from "./ask-before-posting.ts";
import { fillFromFile } from "./fill-from-file.ts";
import { openBeforePrinting } from "./open-before-printing.ts";

askBeforePosting(document);
fillFromFile(document);
openBeforePrinting(document);
