# Generated from ui/organisation_list.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QLineEdit, QSizePolicy, QSpacerItem, QStackedWidget,
    QVBoxLayout, QWidget)

from gridhall.qt.buttons import (Btn, FilterPills)
from gridhall.qt.dates import DateEdit
from gridhall.qt.frames import (Banner, Card, EmptyState)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel
from gridhall.qt.progress_bar import ProgressStrip
from gridhall.qt.table import Table

class Ui_OrganisationList(object):
    def setupUi(self, OrganisationList):
        if not OrganisationList.objectName():
            OrganisationList.setObjectName(u"OrganisationList")
        self.layout11 = QVBoxLayout(OrganisationList)
        self.layout11.setSpacing(10)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(16, 0, 16, 12)
        self.asAtStrip = QFrame(OrganisationList)
        self.asAtStrip.setObjectName(u"asAtStrip")
        self.asAtStrip.setProperty(u"banner", u"amber")
        self.layout2 = QHBoxLayout(self.asAtStrip)
        self.layout2.setSpacing(10)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(14, 6, 8, 6)
        self.asAtIcon = IconLabel(self.asAtStrip)
        self.asAtIcon.setObjectName(u"asAtIcon")
        self.asAtIcon.setProperty(u"glyph", u"warning-fill")
        self.asAtIcon.setProperty(u"ink", u"amber_fg")

        self.layout2.addWidget(self.asAtIcon)

        self.lookingLabel = PlainLabel(self.asAtStrip)
        self.lookingLabel.setObjectName(u"lookingLabel")
        self.lookingLabel.setProperty(u"role", u"b")

        self.layout2.addWidget(self.lookingLabel)

        self.asAtEdit = DateEdit(self.asAtStrip)
        self.asAtEdit.setObjectName(u"asAtEdit")
        self.asAtEdit.setMinimumSize(QSize(150, 0))
        self.asAtEdit.setMaximumSize(QSize(150, 16777215))

        self.layout2.addWidget(self.asAtEdit)

        self.asAtLabel = PlainLabel(self.asAtStrip)
        self.asAtLabel.setObjectName(u"asAtLabel")
        self.asAtLabel.setProperty(u"role", u"b")

        self.layout2.addWidget(self.asAtLabel)

        self.gap1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.gap1)

        self.todayButton = Btn(self.asAtStrip)
        self.todayButton.setObjectName(u"todayButton")
        self.todayButton.setProperty(u"hint", u"Alt+D")
        self.todayButton.setProperty(u"kind", u"text")

        self.layout2.addWidget(self.todayButton)


        self.layout11.addWidget(self.asAtStrip)

        self.notice = Banner(OrganisationList)
        self.notice.setObjectName(u"notice")

        self.layout11.addWidget(self.notice)

        self.jobStrip = ProgressStrip(OrganisationList)
        self.jobStrip.setObjectName(u"jobStrip")

        self.layout11.addWidget(self.jobStrip)

        self.layout10 = QHBoxLayout()
        self.layout10.setSpacing(12)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.listCard = Card(OrganisationList)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.layout8 = QVBoxLayout(self.listCard)
        self.layout8.setSpacing(0)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(1, 1, 1, 1)
        self.filterRow = QHBoxLayout()
        self.filterRow.setSpacing(12)
        self.filterRow.setObjectName(u"filterRow")
        self.filterRow.setContentsMargins(14, 12, 14, 10)
        self.filterEdit = QLineEdit(self.listCard)
        self.filterEdit.setObjectName(u"filterEdit")

        self.filterRow.addWidget(self.filterEdit)

        self.pills = FilterPills(self.listCard)
        self.pills.setObjectName(u"pills")

        self.filterRow.addWidget(self.pills)

        self.gap3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.filterRow.addItem(self.gap3)


        self.layout8.addLayout(self.filterRow)

        self.listStack = QStackedWidget(self.listCard)
        self.listStack.setObjectName(u"listStack")
        self.tablePage = QWidget()
        self.tablePage.setObjectName(u"tablePage")
        self.layout4 = QVBoxLayout(self.tablePage)
        self.layout4.setSpacing(0)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.table = Table(self.tablePage)
        self.table.setObjectName(u"table")
        self.table.setProperty(u"rowPx", 46)

        self.layout4.addWidget(self.table)

        self.listStack.addWidget(self.tablePage)
        self.empty = EmptyState()
        self.empty.setObjectName(u"empty")
        self.listStack.addWidget(self.empty)

        self.layout8.addWidget(self.listStack)

        self.line5 = QFrame(self.listCard)
        self.line5.setObjectName(u"line5")
        self.line5.setProperty(u"line", u"h")

        self.layout8.addWidget(self.line5)

        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(8)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(14, 8, 14, 8)
        self.countLabel = PlainLabel(self.listCard)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"meta")

        self.layout7.addWidget(self.countLabel)

        self.gap6 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.gap6)

        self.keysLabel = PlainLabel(self.listCard)
        self.keysLabel.setObjectName(u"keysLabel")
        self.keysLabel.setProperty(u"role", u"meta")

        self.layout7.addWidget(self.keysLabel)


        self.layout8.addLayout(self.layout7)

        self.layout8.setStretch(1, 1)

        self.layout10.addWidget(self.listCard)

        self.sideCard = Card(OrganisationList)
        self.sideCard.setObjectName(u"sideCard")
        self.sideCard.setProperty(u"card", u"true")
        self.layout9 = QVBoxLayout(self.sideCard)
        self.layout9.setSpacing(0)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(1, 1, 1, 1)
        self.sideStack = QStackedWidget(self.sideCard)
        self.sideStack.setObjectName(u"sideStack")

        self.layout9.addWidget(self.sideStack)


        self.layout10.addWidget(self.sideCard)

        self.layout10.setStretch(0, 1)

        self.layout11.addLayout(self.layout10)

        self.layout11.setStretch(3, 1)

        self.retranslateUi(OrganisationList)

        QMetaObject.connectSlotsByName(OrganisationList)
    # setupUi

    def retranslateUi(self, OrganisationList):
        self.lookingLabel.setText(QCoreApplication.translate("OrganisationList", u"\u6b63\u5728\u770b", None))
        self.asAtLabel.setText(QCoreApplication.translate("OrganisationList", u"\u8fd9\u4e00\u5929\u7684\u6837\u5b50\uff0c\u53ea\u80fd\u770b\uff0c\u4e0d\u80fd\u6539", None))
        self.todayButton.setText(QCoreApplication.translate("OrganisationList", u"\u56de\u5230\u4eca\u5929", None))
        self.filterEdit.setPlaceholderText(QCoreApplication.translate("OrganisationList", u"\u9996\u5b57\u6bcd\u6216\u540d\u79f0", None))
        self.countLabel.setText("")
        self.keysLabel.setText("")
        pass
    # retranslateUi
