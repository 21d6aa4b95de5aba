# Generated from ui/today.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import (Btn, Segments)
from gridhall.qt.frames import (Card, EmptyState)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_TodayPage(object):
    def setupUi(self, TodayPage):
        if not TodayPage.objectName():
            TodayPage.setObjectName(u"TodayPage")
        self.layout11 = QVBoxLayout(TodayPage)
        self.layout11.setSpacing(10)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(16, 12, 16, 12)
        self.layout12 = QHBoxLayout()
        self.layout12.setSpacing(8)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 0, 0, 0)
        self.layout13 = QVBoxLayout()
        self.layout13.setSpacing(2)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(0, 0, 0, 0)
        self.greetingLabel = PlainLabel(TodayPage)
        self.greetingLabel.setObjectName(u"greetingLabel")
        self.greetingLabel.setProperty(u"role", u"xl")

        self.layout13.addWidget(self.greetingLabel)

        self.dayLabel = PlainLabel(TodayPage)
        self.dayLabel.setObjectName(u"dayLabel")
        self.dayLabel.setProperty(u"role", u"sub")

        self.layout13.addWidget(self.dayLabel)


        self.layout12.addLayout(self.layout13)

        self.gap14 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout12.addItem(self.gap14)

        self.newButton = Btn(TodayPage)
        self.newButton.setObjectName(u"newButton")
        self.newButton.setProperty(u"hint", u"F2")
        self.newButton.setProperty(u"kind", u"primary")
        self.newButton.setProperty(u"glyph", u"add")

        self.layout12.addWidget(self.newButton)

        self.findButton = Btn(TodayPage)
        self.findButton.setObjectName(u"findButton")
        self.findButton.setProperty(u"hint", u"F3")
        self.findButton.setProperty(u"glyph", u"search")

        self.layout12.addWidget(self.findButton)


        self.layout11.addLayout(self.layout12)

        self.tilesArea = QWidget(TodayPage)
        self.tilesArea.setObjectName(u"tilesArea")
        self.tilesRow = QHBoxLayout(self.tilesArea)
        self.tilesRow.setSpacing(12)
        self.tilesRow.setObjectName(u"tilesRow")
        self.tilesRow.setContentsMargins(0, 0, 0, 0)

        self.layout11.addWidget(self.tilesArea)

        self.paneRow = QHBoxLayout()
        self.paneRow.setSpacing(12)
        self.paneRow.setObjectName(u"paneRow")
        self.paneRow.setContentsMargins(0, 0, 0, 0)
        self.queueCard = Card(TodayPage)
        self.queueCard.setObjectName(u"queueCard")
        self.queueCard.setProperty(u"card", u"true")
        self.layout15 = QVBoxLayout(self.queueCard)
        self.layout15.setSpacing(0)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(1, 1, 1, 1)
        self.layout16 = QHBoxLayout()
        self.layout16.setSpacing(8)
        self.layout16.setObjectName(u"layout16")
        self.layout16.setContentsMargins(16, 10, 12, 8)
        self.queueTitle = PlainLabel(self.queueCard)
        self.queueTitle.setObjectName(u"queueTitle")
        self.queueTitle.setProperty(u"role", u"md")

        self.layout16.addWidget(self.queueTitle)

        self.countChip = PlainLabel(self.queueCard)
        self.countChip.setObjectName(u"countChip")
        self.countChip.setProperty(u"chip", u"grey")

        self.layout16.addWidget(self.countChip)

        self.gap17 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout16.addItem(self.gap17)

        self.orderSegments = Segments(self.queueCard)
        self.orderSegments.setObjectName(u"orderSegments")

        self.layout16.addWidget(self.orderSegments)


        self.layout15.addLayout(self.layout16)

        self.qframe9 = QFrame(self.queueCard)
        self.qframe9.setObjectName(u"qframe9")
        self.qframe9.setProperty(u"line", u"h")

        self.layout15.addWidget(self.qframe9)

        self.queueStack = QStackedWidget(self.queueCard)
        self.queueStack.setObjectName(u"queueStack")
        self.listPage = QWidget()
        self.listPage.setObjectName(u"listPage")
        self.layout18 = QVBoxLayout(self.listPage)
        self.layout18.setSpacing(0)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(0, 0, 0, 0)
        self.caseTable = Table(self.listPage)
        self.caseTable.setObjectName(u"caseTable")
        self.caseTable.setProperty(u"rowPx", 46)

        self.layout18.addWidget(self.caseTable)

        self.queueStack.addWidget(self.listPage)
        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.layout19 = QVBoxLayout(self.emptyPage)
        self.layout19.setSpacing(0)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.emptyState = EmptyState(self.emptyPage)
        self.emptyState.setObjectName(u"emptyState")

        self.layout19.addWidget(self.emptyState)

        self.queueStack.addWidget(self.emptyPage)

        self.layout15.addWidget(self.queueStack)

        self.qframe10 = QFrame(self.queueCard)
        self.qframe10.setObjectName(u"qframe10")
        self.qframe10.setProperty(u"line", u"h")

        self.layout15.addWidget(self.qframe10)

        self.layout20 = QHBoxLayout()
        self.layout20.setSpacing(6)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(16, 4, 12, 6)
        self.plainlabel1 = PlainLabel(self.queueCard)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"key", u"true")

        self.layout20.addWidget(self.plainlabel1)

        self.plainlabel2 = PlainLabel(self.queueCard)
        self.plainlabel2.setObjectName(u"plainlabel2")
        self.plainlabel2.setProperty(u"role", u"meta")

        self.layout20.addWidget(self.plainlabel2)

        self.gap21 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.layout20.addItem(self.gap21)

        self.plainlabel3 = PlainLabel(self.queueCard)
        self.plainlabel3.setObjectName(u"plainlabel3")
        self.plainlabel3.setProperty(u"key", u"true")

        self.layout20.addWidget(self.plainlabel3)

        self.plainlabel4 = PlainLabel(self.queueCard)
        self.plainlabel4.setObjectName(u"plainlabel4")
        self.plainlabel4.setProperty(u"role", u"meta")

        self.layout20.addWidget(self.plainlabel4)

        self.gap22 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.layout20.addItem(self.gap22)

        self.plainlabel5 = PlainLabel(self.queueCard)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"key", u"true")

        self.layout20.addWidget(self.plainlabel5)

        self.plainlabel6 = PlainLabel(self.queueCard)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"meta")

        self.layout20.addWidget(self.plainlabel6)

        self.gap23 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.layout20.addItem(self.gap23)

        self.plainlabel7 = PlainLabel(self.queueCard)
        self.plainlabel7.setObjectName(u"plainlabel7")
        self.plainlabel7.setProperty(u"key", u"true")

        self.layout20.addWidget(self.plainlabel7)

        self.plainlabel8 = PlainLabel(self.queueCard)
        self.plainlabel8.setObjectName(u"plainlabel8")
        self.plainlabel8.setProperty(u"role", u"meta")

        self.layout20.addWidget(self.plainlabel8)

        self.gap24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout20.addItem(self.gap24)

        self.allButton = Btn(self.queueCard)
        self.allButton.setObjectName(u"allButton")
        self.allButton.setProperty(u"hint", u"Ctrl+2")
        self.allButton.setProperty(u"kind", u"text")

        self.layout20.addWidget(self.allButton)


        self.layout15.addLayout(self.layout20)

        self.layout15.setStretch(2, 1)

        self.paneRow.addWidget(self.queueCard)

        self.rightColumn = QWidget(TodayPage)
        self.rightColumn.setObjectName(u"rightColumn")
        self.rightColumn.setMinimumSize(QSize(356, 0))
        self.rightColumn.setMaximumSize(QSize(356, 16777215))
        self.layout25 = QVBoxLayout(self.rightColumn)
        self.layout25.setSpacing(12)
        self.layout25.setObjectName(u"layout25")
        self.layout25.setContentsMargins(0, 0, 0, 0)
        self.dayCard = Card(self.rightColumn)
        self.dayCard.setObjectName(u"dayCard")
        self.dayCard.setProperty(u"card", u"true")
        self.layout26 = QVBoxLayout(self.dayCard)
        self.layout26.setSpacing(8)
        self.layout26.setObjectName(u"layout26")
        self.layout26.setContentsMargins(16, 14, 16, 14)
        self.layout27 = QHBoxLayout()
        self.layout27.setSpacing(8)
        self.layout27.setObjectName(u"layout27")
        self.layout27.setContentsMargins(0, 0, 0, 0)
        self.dayIcon = IconLabel(self.dayCard)
        self.dayIcon.setObjectName(u"dayIcon")

        self.layout27.addWidget(self.dayIcon)

        self.serviceDayLabel = PlainLabel(self.dayCard)
        self.serviceDayLabel.setObjectName(u"serviceDayLabel")
        self.serviceDayLabel.setProperty(u"role", u"md")

        self.layout27.addWidget(self.serviceDayLabel)

        self.gap28 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout27.addItem(self.gap28)


        self.layout26.addLayout(self.layout27)

        self.serviceDayNote = PlainLabel(self.dayCard)
        self.serviceDayNote.setObjectName(u"serviceDayNote")
        self.serviceDayNote.setProperty(u"role", u"sub")
        self.serviceDayNote.setWordWrap(True)

        self.layout26.addWidget(self.serviceDayNote)


        self.layout25.addWidget(self.dayCard)

        self.transfersCard = Card(self.rightColumn)
        self.transfersCard.setObjectName(u"transfersCard")
        self.transfersCard.setProperty(u"card", u"true")
        self.layout31 = QVBoxLayout(self.transfersCard)
        self.layout31.setSpacing(6)
        self.layout31.setObjectName(u"layout31")
        self.layout31.setContentsMargins(16, 12, 16, 10)
        self.transfersTitle = PlainLabel(self.transfersCard)
        self.transfersTitle.setObjectName(u"transfersTitle")
        self.transfersTitle.setProperty(u"role", u"md")

        self.layout31.addWidget(self.transfersTitle)

        self.transfersArea = QWidget(self.transfersCard)
        self.transfersArea.setObjectName(u"transfersArea")
        self.transfersColumn = QVBoxLayout(self.transfersArea)
        self.transfersColumn.setSpacing(2)
        self.transfersColumn.setObjectName(u"transfersColumn")
        self.transfersColumn.setContentsMargins(0, 0, 0, 0)

        self.layout31.addWidget(self.transfersArea)


        self.layout25.addWidget(self.transfersCard)

        self.aheadCard = Card(self.rightColumn)
        self.aheadCard.setObjectName(u"aheadCard")
        self.aheadCard.setProperty(u"card", u"true")
        self.layout29 = QVBoxLayout(self.aheadCard)
        self.layout29.setSpacing(10)
        self.layout29.setObjectName(u"layout29")
        self.layout29.setContentsMargins(16, 14, 16, 14)
        self.aheadTitle = PlainLabel(self.aheadCard)
        self.aheadTitle.setObjectName(u"aheadTitle")
        self.aheadTitle.setProperty(u"role", u"md")

        self.layout29.addWidget(self.aheadTitle)

        self.aheadArea = QWidget(self.aheadCard)
        self.aheadArea.setObjectName(u"aheadArea")
        self.aheadColumn = QVBoxLayout(self.aheadArea)
        self.aheadColumn.setSpacing(8)
        self.aheadColumn.setObjectName(u"aheadColumn")
        self.aheadColumn.setContentsMargins(0, 0, 0, 0)

        self.layout29.addWidget(self.aheadArea)

        self.gap30 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout29.addItem(self.gap30)


        self.layout25.addWidget(self.aheadCard)

        self.layout25.setStretch(2, 1)

        self.paneRow.addWidget(self.rightColumn)

        self.paneRow.setStretch(0, 1)

        self.layout11.addLayout(self.paneRow)

        self.layout11.setStretch(2, 1)
        QWidget.setTabOrder(self.newButton, self.findButton)
        QWidget.setTabOrder(self.findButton, self.orderSegments)
        QWidget.setTabOrder(self.orderSegments, self.caseTable)
        QWidget.setTabOrder(self.caseTable, self.allButton)

        self.retranslateUi(TodayPage)

        QMetaObject.connectSlotsByName(TodayPage)
    # setupUi

    def retranslateUi(self, TodayPage):
        self.greetingLabel.setText("")
        self.dayLabel.setText("")
        self.newButton.setText(QCoreApplication.translate("TodayPage", u"\u65b0\u5efa\u5de5\u5355", None))
        self.findButton.setText(QCoreApplication.translate("TodayPage", u"\u67e5\u5c45\u6c11", None))
        self.queueTitle.setText(QCoreApplication.translate("TodayPage", u"\u5f85\u529e", None))
        self.countChip.setText("")
#if QT_CONFIG(accessibility)
        self.caseTable.setAccessibleName(QCoreApplication.translate("TodayPage", u"\u5f85\u529e\u5de5\u5355", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel1.setText(QCoreApplication.translate("TodayPage", u"\u2191\u2193", None))
        self.plainlabel2.setText(QCoreApplication.translate("TodayPage", u"\u9009\u62e9", None))
        self.plainlabel3.setText(QCoreApplication.translate("TodayPage", u"Enter", None))
        self.plainlabel4.setText(QCoreApplication.translate("TodayPage", u"\u6253\u5f00", None))
        self.plainlabel5.setText(QCoreApplication.translate("TodayPage", u"Ctrl+Enter", None))
        self.plainlabel6.setText(QCoreApplication.translate("TodayPage", u"\u529e\u7ed3", None))
        self.plainlabel7.setText(QCoreApplication.translate("TodayPage", u"Ctrl+P", None))
        self.plainlabel8.setText(QCoreApplication.translate("TodayPage", u"\u6253\u5370", None))
        self.allButton.setText(QCoreApplication.translate("TodayPage", u"\u5168\u90e8\u5de5\u5355", None))
        self.serviceDayLabel.setText("")
        self.serviceDayNote.setText("")
        self.transfersTitle.setText(QCoreApplication.translate("TodayPage", u"\u6237\u7c4d\u8fc1\u79fb", None))
        self.aheadTitle.setText(QCoreApplication.translate("TodayPage", u"\u63a5\u4e0b\u6765\u4e94\u4e2a\u5de5\u4f5c\u65e5", None))
        pass
    # retranslateUi
