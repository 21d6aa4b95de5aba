"""集中服务日·服务证明."""

from gridhall.volunteering.pages.certificates.page import CertificatesPage

__all__ = ["CertificatesPage"]
