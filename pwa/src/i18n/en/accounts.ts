/** What may stand on the first screen; the rest of the room's texts come with its screens (`my_phone.ts`). */
export const accounts = {
  consentLater: "You have not agreed yet",
  consentBack: "You took your agreement back",
  consentLaterText: "Until you agree, nothing is written here. Therapy goes on as it is.",
  consentRead: "Read and decide",
  wiped: "This phone is empty",
  wipedLede: "Nothing of Throughline is left here. Therapy goes on as it was.",
  wipedLost: "It was reported lost, or what you wrote was erased. If it was lost, a new invitation brings back all that was sent.",
  otherClient: "This phone belongs to another invitation",
  otherClientText: "Nothing is sent, so that nothing reaches the wrong person. Please ask your therapist.",
  newerTab: "A newer version is open in another window",
  newerTabText: "Please open the app again to go on. Nothing you wrote is lost.",
};
