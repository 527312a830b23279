"""What a worker does before its first request, so that nobody waits for it."""

from __future__ import annotations

import gc

from django.urls import reverse

from zhijian.catalogue import available_catalogues
from zhijian.web.collection.form import entry_form


def warm_up() -> None:
    """Imports every view, loads the catalogues, and spares the garbage collector from looking through all that."""
    reverse("home")  # to find one address, all are read
    for catalogue in available_catalogues():
        entry_form(catalogue)
    gc.collect()
    gc.freeze()
