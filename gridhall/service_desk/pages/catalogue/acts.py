"""What is done with the catalogue: new, changed, copied, retired, fixed to a key, out and in."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gridhall.clerks.rules import require
from gridhall.core.clerk import Role
from gridhall.core.progress import Progress
from gridhall.papers.queries import PaperRow
from gridhall.service_desk.dialogs.catalogue_day import StandingSheet
from gridhall.service_desk.dialogs.catalogue_editor import EMPTY, MatterEditor
from gridhall.service_desk.dialogs.catalogue_history import VersionSheet
from gridhall.service_desk.dialogs.catalogue_pin import PinSheet
from gridhall.service_desk.queries.catalogue import MatterRow, catalogue_specs
from gridhall.service_desk.queries.catalogue_history import VersionRow, categories
from gridhall.service_desk.service.catalogue import ACT
from gridhall.service_desk.service.catalogue_versions import MatterChange

if TYPE_CHECKING:
    from gridhall.organisation.pages.acting import Entry
    from gridhall.service_desk.pages.catalogue.page import CataloguePage


class CatalogueActs:
    """The acts of the page; each refuses with a sentence."""

    def __init__(self, page: "CataloguePage") -> None:
        self._page, self._context = page, page.context

    def add(self) -> None:
        """新事项, in the category that is on show."""
        category = self._page.category()
        self._edit(MatterChange(replace(EMPTY, category=category), self._context.today()))

    def copy(self) -> None:
        """A new matter that says what this one says."""
        said = replace(self._matter().said, code="", name="", active=True)
        self._edit(MatterChange(said, self._context.today()))

    def change(self) -> None:
        """修改 the chosen matter from a day on."""
        row = self._matter()
        since = max(self._context.today(), row.since)
        self._edit(MatterChange(row.said, since, row.id, row.version))

    def turn(self) -> None:
        """停用, or 恢复."""
        require(self._context.clerk, Role.ADMINISTRATOR, ACT)
        sheet = StandingSheet(self._page, self._context, self._matter())
        sheet.saved.connect(self._tell)
        sheet.open()

    def pin(self) -> None:
        """固定到按键."""
        sheet = PinSheet(self._page, self._context, self._matter())
        sheet.saved.connect(self._tell)
        sheet.open()

    def open_version(self, row: VersionRow) -> None:
        """What a version changed."""
        sheet = VersionSheet(self._page, self._context, self._matter().name, row)
        sheet.withdrawn.connect(self._context.desk.toast)
        sheet.open()

    def guide(self) -> None:
        """服务指南 of the chosen matter."""
        item_id = self._matter().id
        self._make("服务指南", lambda issuing, at: issuing.issue_guide(at, item_id))

    def booklet(self) -> None:
        """服务指南 of the category on show, or of everything, as one booklet."""
        category = self._page.category()
        self._make("服务指南合订本", lambda issuing, at: issuing.issue_booklet(at, category))

    def take_out(self) -> None:
        """导出目录 as a workbook that can be imported again."""
        path: Path | None = self._page.files.to_save(
            self._page, f"事项目录 {self._context.today()}.xlsx"
        )
        if path is None:
            return
        db, today = self._context.db, self._context.today()

        def work(_progress: Progress) -> int:
            from gridhall.service_desk.sheets.workbook.export import write_catalogue

            with db.read() as session:
                specs = catalogue_specs(session, today)
            return write_catalogue(path, specs)

        desk = self._context.desk
        self._context.jobs.start(
            work,
            done=lambda many: desk.toast(f"已导出 {many} 个事项到“{path.name}”"),
            failed=desk.show_error,
        )

    def bring_in(self) -> None:
        """导入目录 through the import workbench."""
        require(self._context.clerk, Role.ADMINISTRATOR, ACT)
        from gridhall.exchange.dialogs import ImportSheet
        from gridhall.service_desk.sheets.workbook import CatalogueSheet

        ImportSheet(self._context, CatalogueSheet(self._context.today), self._page).open()

    def entries(self) -> "list[Entry]":
        """What 更多 offers for the chosen matter."""
        do = self._page.act
        active = self._matter().active
        return [
            ("复制成新事项…", "Alt+C", partial(do, self.copy)),
            ("停用…" if active else "恢复…", "Alt+T", partial(do, self.turn)),
            ("固定到按键…", "Alt+G", partial(do, self.pin)),
            ("", "", None),
            (f"出{self._page.category() or '全部'}服务指南", "Alt+B", partial(do, self.booklet)),
            ("导出目录…", "Alt+X", partial(do, self.take_out)),
            ("导入目录…", "Alt+R", partial(do, self.bring_in)),
        ]

    def more(self) -> None:
        """The menu under 更多."""
        self._page.open_menu(self._page.panel.more_button, self.entries())

    def _matter(self) -> MatterRow:
        row: MatterRow = self._page.chosen().matter
        return row

    def _edit(self, start: MatterChange) -> None:
        require(self._context.clerk, Role.ADMINISTRATOR, ACT)
        known = categories(self._page.all_rows)
        sheet = MatterEditor(self._page, self._context, start, known)
        sheet.saved.connect(self._tell)
        sheet.open()

    def _tell(self, item_id: int, words: str) -> None:
        self._context.desk.toast(words)
        self._page.show_item(item_id)

    def _make(self, words: str, work: Callable[[Any, Any], PaperRow]) -> None:
        """Make a paper as a job and open its preview."""
        context, strip = self._context, self._page.ui.jobStrip

        def issue(_progress: Progress) -> PaperRow:
            from gridhall.registry.documents.transfer_issue import At
            from gridhall.service_desk.documents import guide_issue

            at = At(context.db, context.clerk, context.hall, context.today())
            return work(guide_issue, at)

        strip.begin(f"正在做{words}", "份", "停下就不出这份文书")

        def show(paper: PaperRow) -> None:
            strip.end()  # the preview stays open for as long as it is looked at
            context.desk.preview(paper.id)

        job = context.jobs.start(
            issue,
            done=show,
            failed=context.desk.show_error,
            progressed=strip.report,
            finished=strip.end,
        )
        strip.stopped.connect(job.cancel)
