"""照片与附件: what is kept with a record, seen, added, described, withdrawn."""

from gridhall.photos.dialogs.album import Album, PhotoSheet

__all__ = ["Album", "PhotoSheet"]
