"""Leila: steady, in her own words, without a scale for her grief."""

from server.demo.story import Mended, Piece, Remark, Said, Story, Therapy

LEILA = Story(
    name="Leila Aziz",
    phone="Leila’s phone",
    ahead=3,
    at="11:00",
    cancelled=8,
    pieces=(
        Piece(
            what="Write a few words about Dad when something comes up",
            style="nondirective",
            days=(2, 5),
            at="20:00",
            first=0,
            times=2,
            weeks=("D.", "DD", ".D", "DD", "D.", "WD", "..", "DD", "D.", "DW", "DD", "WD"),
            why="So that it has a place, and does not only come at night",
            where="Wherever I am",
            therapist_does="Reads it before we meet, and follows where you want to go",
            said={
                (0, 2): Said("His coat is still on the hook."),
                (1, 2): Said("I made his soup. Too much salt, like his."),
                (1, 5): Said("Nothing today. I sat there for a while."),
                (3, 5): Said("Somebody on the train had his cough, and I cried, and nobody minded."),
                (5, 2): Said("I was angry with him, which I have never said."),
                (7, 2): Said("His birthday. We lit the candle and told the story of the goat."),
                (9, 2): Said("I laughed and then felt that I should not have."),
                (10, 5): Said("I dreamed that he called and I did not pick up."),
                (11, 2): Said("There is something about the hospital I have not told you."),
                (11, 5): Said("I gave his coat to my cousin. It suits him."),
            },
        ),
        Piece(
            what="Ring Samira on the long evening",
            style="supportive",
            days=(3,),
            at="19:00",
            first=2,
            weeks=("D", "N", "D", "D", ".", "D", "P", "D", "D", "D"),
            why="Not to be alone with it",
            confidence=7,
            obstacle="other",
            then="If she does not pick up, I send a voice message.",
            hard=(5, 2),
            said={
                (3, 3): Said("Did not want to be a burden.", ("other",)),
                (5, 3): Said("We talked for an hour, mostly about her."),
                (8, 3): Said("She did not pick up. I left a message and felt better anyway."),
            },
        ),
    ),
    scores="9/9 8/9 9/9 9/9 8/9 9/10 9/9 9/9 . 9/9 8/9 9/9",
    remarks={
        3: Remark("You let me be quiet."),
        10: Remark("I wanted to say more about the hospital and the time was over.", after=2000),
    },
    pillars=(9, 9, 8, 8, 9),
    mended=(
        Mended(
            11,
            "That the time was over when you came to the hospital.",
            "We begin with the hospital next time. I tell you ten minutes before the end.",
        ),
    ),
    therapy=(
        Therapy(1, "That I can speak about him without holding my breath.", "That you did not look away."),
        Therapy(7, "That I can be with other people when they speak of their fathers.", "The evening with the goat."),
    ),
)
