"""Where things are in a checkout, and what a child process inherits. Owns no state."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DEFAULT_DATA_DIR = ROOT / "var"
