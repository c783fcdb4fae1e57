"""What is logged of a fault of ours: where it happened, never what it was about."""

import logging
import traceback


def where(error: BaseException) -> str:
    """The kind of an exception and of those behind it, each with the way the program took to it."""
    told: list[str] = []
    behind: BaseException | None = error
    while behind is not None:
        told += [*traceback.format_tb(behind.__traceback__), f"{type(behind).__module__}.{type(behind).__qualname__}"]
        behind = behind.__cause__ or behind.__context__
        told.append("\nafter:\n" if behind is not None else "")
    return "".join(told)


class OnlyWhere(logging.Filter):
    """Takes the messages of exceptions out of the log: they may quote what somebody wrote, and addresses hold ids."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, with an exception's message taken out."""
        if record.exc_info and record.exc_info[1] is not None:
            record.msg, record.args = "unforeseen", ()
            record.exc_text, record.exc_info = where(record.exc_info[1]), None
        return True


ONLY_WHERE = OnlyWhere()
