import { en } from "./en.ts";

/** Every language has every message, with the same values to fill in: a missing one does not compile. */
export type Catalogue = typeof en;

const catalogues: Record<string, Catalogue> = { en };
const rightToLeft = new Set(["ar", "fa", "he", "ur"]);

const wanted = typeof navigator === "undefined" ? ["en"] : navigator.languages;
const languageOf = (tag: string): string => tag.split("-")[0] ?? tag;

export const language = wanted.map(languageOf).find((tag) => tag in catalogues) ?? "en";
export const direction = rightToLeft.has(language) ? "rtl" : "ltr";
export const t: Catalogue = catalogues[language] ?? en;

/** How dates and numbers are written: as on this phone, as far as it speaks the language of the texts. */
export const locale = wanted.find((tag) => languageOf(tag) === language) ?? "en-GB";
