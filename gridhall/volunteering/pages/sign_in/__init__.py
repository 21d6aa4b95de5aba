"""集中服务日·现场签到: one box, always focused; initials, phone tail or scan, then Enter."""

from gridhall.volunteering.pages.sign_in.page import SignInPage

__all__ = ["SignInPage"]
