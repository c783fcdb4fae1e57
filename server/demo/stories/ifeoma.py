"""Ifeoma: two sessions so far. Nothing is usual yet."""

from server.demo.story import Expected, Piece, Remark, Said, Story, Therapy

IFEOMA = Story(
    name="Ifeoma Eze",
    phone="Ifeoma’s phone",
    ahead=3,
    at="15:00",
    weeks=2,
    pieces=(
        Piece(
            what="Notice when I say yes and mean no",
            style="facilitative",
            days=(2, 5),
            at="21:00",
            first=0,
            times=2,
            weeks=("D.", "DD"),
            steps=("What was asked", "What I said", "What I would have liked to say"),
            confidence=6,
            obstacle="forgot",
            then="I write it down the next morning.",
            therapist_does="Says when he would rather have said no, too",
            hard=(5, 5),
            said={
                (0, 2): Said("My cousin’s boxes. Again."),
                (1, 2): Said("I said that I would think about it. Nobody died."),
            },
        ),
    ),
    scores="7/9 8/9",
    remarks={0: Remark("I did not know what to expect. It was all right.")},
    pillars=(7, 7, 6, 7, 8),
    expected=(Expected("I have said no once.", week=1, days=14, likelihood=60),),
    therapy=(Therapy(0, "That I can say no to my family.", "My sister did this, and it changed her."),),
)
