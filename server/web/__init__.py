"""The shell around both Flask apps: the house at hand, parsing, answers, headers."""

from server.web.answers import answer_json, answer_problem
from server.web.house import House, house
from server.web.requests import WithoutFiles, json_body, one_of_ours, only_text

__all__ = ["House", "WithoutFiles", "answer_json", "answer_problem", "house", "json_body", "one_of_ours", "only_text"]
