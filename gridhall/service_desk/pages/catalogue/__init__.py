"""一窗受理·材料与时限: the catalogue of matters."""

from gridhall.service_desk.pages.catalogue.page import CataloguePage

__all__ = ["CataloguePage"]
