export const expectations = {
  kinds: {
    expectation: "What I expect",
    expectation_look: "How it looks today",
    expectation_review: "What happened",
    therapy_expectation: "What I expect of therapy",
    prediction: "What I fear will happen",
    prediction_outcome: "What became of it",
  },
  own: "In my words",
};
