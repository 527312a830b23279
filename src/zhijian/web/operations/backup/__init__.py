"""Backup while the application runs, and restore: the database and every uploaded file, with a manifest of digests."""

from zhijian.web.operations.backup.making import Made, make_backup
from zhijian.web.operations.backup.manifest import Manifest, checked_manifest
from zhijian.web.operations.backup.restoring import restore_backup

__all__ = ["Made", "Manifest", "checked_manifest", "make_backup", "restore_backup"]
