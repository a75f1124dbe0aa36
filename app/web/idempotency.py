"""The Idempotency-Key header: which request it marks, and the stored answer as a response. Storage is the accounts' room's.

A door uses it in three steps inside one transaction: `claim`, its work, `keep`. Source: the IETF draft
"The Idempotency-Key HTTP Header Field": 422 for another request under the same key, 409 while the first is at it.
"""

import re
from hashlib import sha256

from flask import Response, request

from app.domain.accounts.idempotency import Claim, KeptAnswer, RequestMark, claim_key, keep_answer
from app.kernel.errors import InvalidInput
from app.kernel.transaction import Transaction

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = ("Content-Type", "Location")


def claim(tx: Transaction, account_id: int) -> Claim | None:
    """Take the request's key; None when the client sent none.

    Raises: InvalidInput for a key that is none; KeyInUse, KeyReused.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise InvalidInput(fields={HEADER: "Send 1 to 255 visible ASCII characters, such as a UUID."})
    mark = RequestMark(account_id, key, request.method, request.path, _digest())
    return claim_key(tx, mark)


def replay(claimed: Claim | None) -> Response | None:
    """The first answer again, marked as such; None when there is work to do."""
    if claimed is None or claimed.answer is None:
        return None
    answer = claimed.answer
    response = Response(answer.body, status=answer.status, headers=answer.headers)
    response.headers[REPLAYED] = "true"
    return response


def keep(tx: Transaction, claimed: Claim | None, response: Response) -> None:
    """Store the answer of the work just done."""
    if claimed is None:
        return
    headers = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    keep_answer(tx, claimed, KeptAnswer(response.status_code, response.get_data(), headers))


def _digest() -> bytes:
    digest = sha256()
    for part in (request.method, request.full_path, request.mimetype):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    digest.update(request.get_data(cache=True))
    return digest.digest()
