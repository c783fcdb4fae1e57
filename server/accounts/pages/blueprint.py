"""The blueprint all pages of this room stand on."""

from flask import Blueprint
from werkzeug.wrappers import Response

desk = Blueprint("accounts", __name__, template_folder="../templates")
Answer = str | Response
