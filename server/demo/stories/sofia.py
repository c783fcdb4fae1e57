"""Sofia: on the road for her work, five hours and a clock change away in some weeks."""

from server.demo.story import Aim, Expected, Feared, Piece, Remark, Said, Story, Turn

LISBON, NEW_YORK = "Europe/Lisbon", "America/New_York"

SOFIA = Story(
    name="Sofia Marin",
    phone="Sofia’s phone",
    ahead=4,
    at="17:00",
    moved=3,
    away={2: LISBON, 3: LISBON, 6: NEW_YORK, 7: NEW_YORK, 8: NEW_YORK, 11: NEW_YORK},
    pieces=(
        Piece(
            what="Ground myself before I go on stage",
            style="supportive",
            days=(1, 3, 6),
            at="19:00",
            first=0,
            times=2,
            weeks=("D.D", "DD.", "D.P", ".D.", "DD.", "D.D", "DP.", "D.D", ".D.", "DD.", "D.D", "DD."),
            why="So that the first minutes are not the worst",
            steps=("Name five things I see", "Feel both feet on the floor", "Note what helped, and who was there"),
            where="In the wings, wherever that is",
            how_long="Three minutes",
            confidence=7,
            obstacle="no_time",
            then="Both feet on the floor is enough.",
            hard=(6, 3),
            said={
                (0, 1): Said("My hands were still. First time in a year."),
                (2, 6): Said("No corner to be alone in.", ("no_time",)),
                (6, 1): Said("Jet lag. I counted the lamps."),
                (11, 1): Said("Did it in the lift, between two floors."),
            },
        ),
    ),
    scores="8/9 8/9 . 8/9 9/9 8/9 . 8/9 8/9 9/9 8/9 8/9",
    remarks={7: Remark("By video it is different. I could not see your hands.", after=1300)},
    pillars=(8, 8, 7, 8, 9),
    aims=(
        Aim(
            "Play a whole concert",
            (
                Turn(1, "therapist", again_in=8),
                Turn(1, "client", "change", "Play a whole concert without planning how to get off the stage", day=2),
                Turn(2, "therapist", note="That says it better.", again_in=7),
                Turn(9, "client", "reached", note="Lisbon, all of it. I did not once look for the door.", day=1),
            ),
        ),
        Aim(
            "Be on the road and still sleep",
            (Turn(9, "therapist", note="You said it last week, in other words.", again_in=6), Turn(9, "client", day=1)),
        ),
    ),
    expected=(
        Expected("I play the whole tour without leaving the stage.", week=5, days=28, likelihood=60, level=0),
        Expected("I sleep on the plane.", week=10, days=8, likelihood=30, level=-1),
    ),
    feared=(
        Feared(
            "The first night in the big hall",
            "My hands shake so much that I have to stop.",
            week=6,
            day=2,
            likelihood=70,
            bad=90,
            happened="no",
            was=30,
            what="They shook in the first song. I played.",
        ),
    ),
)
