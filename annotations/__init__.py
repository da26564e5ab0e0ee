"""Notes, tags, anchors and the store: the only room that knows sqlite-utils."""
