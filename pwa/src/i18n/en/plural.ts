import { pluralIn } from "../plural.ts";

export const plural = pluralIn("en");

const small = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

/** Small numbers as words at the start of a sentence. */
export const Count = (n: number): string => small[n] ?? String(n);
