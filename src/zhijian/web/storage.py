"""Static files under names with a hash of their content, compressed beforehand."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Follows imports between JavaScript modules, so that each import names the hashed file."""

    support_js_module_import_aggregation = True
