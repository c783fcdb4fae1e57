import { language } from "./catalogue.ts";
import { enLater } from "./en_later.ts";

/** Texts that only the later screens show: they come with those, so that Today does not wait for them. Only a screen's
 *  own files may import this; from a file that Today needs, all of it would be in the first one again. */
const catalogues: Record<string, typeof enLater> = { en: enLater };

export const later: typeof enLater = catalogues[language] ?? enLater;
