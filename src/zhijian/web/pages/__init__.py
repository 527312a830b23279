"""What all pages share: the tags of their templates."""
