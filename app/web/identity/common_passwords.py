"""The cores of the commonest passwords, in English and in the habits of French keyboards.

A core is what stays of a password when digits and signs are dropped: `Password123!` has the core `password`.
"""

from pathlib import Path

KEYBOARD_RUNS = (
    "1234567890" * 3,
    "qwertyuiopasdfghjklzxcvbnm" * 2,
    "azertyuiopqsdfghjklmwxcvbn" * 2,
    "qwertzuiopasdfghjklyxcvbnm" * 2,
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2z3e4r5t6y7u8i9o0p",
    "abcdefghijklmnopqrstuvwxyz",
)

COMMON_CORES = frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())
