export const alliance = {
  title: "A session",
  said: { rated: "rated", did_not_meet: "we didn’t meet", rather_not: "rather not answer" },
  titled: (what: string, said: string) => `${what}: ${said}`,
  safety: "How safe it felt",
  respect: "How respected I felt",
  off: "Something felt off",
  yes: "Yes",
  words: "In your words",
};
