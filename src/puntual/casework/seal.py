"""Writing the journal's heads outside the database."""

from __future__ import annotations

import logging

from puntual.store import journal

from .office import Office

log = logging.getLogger(__name__)


def seal(office: Office) -> bool:
    """Append the heads to the file and send them to the address, where they are set; True if anything was new.

    An address that does not answer is logged and does not stop the work: the file has the line.
    """
    if office.heads_file is None:
        return False
    line = journal.seal(office.heads_file, office.now())
    if line is None:
        return False
    if office.publish_head is not None:
        try:
            office.publish_head(line)
        except OSError:
            log.exception("heads address", extra={"action": "heads_not_sent"})
    return True
