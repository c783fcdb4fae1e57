import { later } from "../i18n/later.ts";

const { labels } = later.myPhone;

/** What the therapist's list calls this phone: the make at most, nothing that tells it from others of its kind. */
export function phoneLabel(userAgent: string): string {
  if (userAgent.includes("iPhone")) return labels.iphone;
  if (userAgent.includes("iPad")) return labels.ipad;
  if (userAgent.includes("Android")) return userAgent.includes("Mobile") ? labels.android : labels.tablet;
  return labels.computer;
}

export const isApple = (userAgent: string): boolean => /iPhone|iPad|iPod/.test(userAgent);
