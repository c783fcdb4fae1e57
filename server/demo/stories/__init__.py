"""The eight clients' stories. Invented, and written to look like weeks that happen: good, bad and silent ones."""

from server.demo.stories.ana import ANA
from server.demo.stories.ben import BEN
from server.demo.stories.daniel import DANIEL
from server.demo.stories.grace import GRACE
from server.demo.stories.ifeoma import IFEOMA
from server.demo.stories.leila import LEILA
from server.demo.stories.marek import MAREK
from server.demo.stories.sofia import SOFIA

STORIES = (ANA, BEN, LEILA, MAREK, GRACE, DANIEL, IFEOMA, SOFIA)
