"""The new-case form (新建工单): never modal, ten keys from F2 to the printed notice."""

from gridhall.service_desk.pages.form.case_form import CaseForm

__all__ = ["CaseForm"]
