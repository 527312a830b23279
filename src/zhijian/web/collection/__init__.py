"""Collection: the cells of a submission, their history, reasons, comments, attachments."""

__all__: list[str] = []
