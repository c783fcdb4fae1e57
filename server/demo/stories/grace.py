"""Grace: wrote for two months, and has been silent since. Silence can mean many things."""

from server.demo.story import Expected, Piece, Remark, Said, Story

GRACE = Story(
    name="Grace Lin",
    phone="Grace’s phone",
    ahead=2,
    at="12:00",
    pieces=(
        Piece(
            what="Ten minutes outside after lunch",
            style="supportive",
            days=(1, 2, 3, 4),
            at="13:15",
            first=0,
            weeks=("DD.D", "DDPD", "DD.D", "DPDD", "D.DD", "DP..", "P..N", "N..."),
            why="So that the afternoon does not begin at the desk",
            how_long="Ten minutes",
            confidence=7,
            obstacle="no_time",
            then="To the door and back counts.",
            therapist_does="Goes out too, between two clients",
            hard=(3, 6),
            said={
                (0, 1): Said("The sun was out."),
                (4, 3): Said("I went although the phone rang."),
                (6, 4): Said("Everything takes so long.", ("avoided",)),
                (7, 1): Said(None, ("avoided",)),
            },
        ),
    ),
    scores="8/8 8/8 7/8 8/8 7/7 7/8 6/7 6/7 . . . .",
    remarks={7: Remark("I was tired. It is not you.")},
    pillars=(7, 7, 6, 6, 7),
    expected=(Expected("I sleep through two nights a week.", week=4, days=28, likelihood=50),),
)
