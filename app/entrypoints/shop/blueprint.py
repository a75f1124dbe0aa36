"""The shop's blueprint; the modules beside it add its routes."""

from flask import Blueprint

shop = Blueprint("shop", __name__)
