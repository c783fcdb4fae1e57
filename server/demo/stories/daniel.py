"""Daniel: done, done, done, and ten out of ten each time. That can be true."""

from server.demo.story import Piece, Remark, Said, Story

DANIEL = Story(
    name="Daniel Weiss",
    phone="Daniel’s phone",
    ahead=4,
    at="08:00",
    pieces=(
        Piece(
            what="Ring one old friend",
            style="directive",
            days=(3,),
            at="19:00",
            first=0,
            weeks=("D", "D", "D", "D", "D", "D", "D", "D", "D", "D", "D", "D"),
            why="Not to lose them all after the divorce",
            how_long="As long as it takes",
            confidence=10,
            therapist_does="Rings one as well, and says so",
            hard=(2, 2),
            said={(2, 3): Said("Good."), (9, 3): Said("All fine.")},
        ),
        Piece(
            what="Eat at the table",
            style="directive",
            days=(1, 2, 4, 5),
            at="20:00",
            first=3,
            weeks=("DDDD", "DDDD", "DD.D", "DDDD", "DDDD", "DDDD", "D.DD", "DDDD", "DDDD"),
            confidence=10,
            hard=(1, 1),
        ),
    ),
    scores="10/10 10/10 10/10 10/10 10/10 10/10 10/10 10/10 10/10 10/10 10/10 10/10",
    remarks={4: Remark("Very good as always.", after=3)},
    pillars=(10, 10, 10, 10, 10),
)
