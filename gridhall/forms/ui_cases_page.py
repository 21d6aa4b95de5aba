# Generated from ui/cases_page.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QHeaderView,
    QLineEdit, QPushButton, QSizePolicy, QSpacerItem,
    QStackedWidget, QVBoxLayout, QWidget)

from gridhall.qt.buttons import (Btn, FilterPills)
from gridhall.qt.frames import (Card, EmptyState)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_CasesPage(object):
    def setupUi(self, CasesPage):
        if not CasesPage.objectName():
            CasesPage.setObjectName(u"CasesPage")
        self.layout9 = QVBoxLayout(CasesPage)
        self.layout9.setSpacing(10)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(16, 12, 16, 12)
        self.layout10 = QHBoxLayout()
        self.layout10.setSpacing(8)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.titleLabel = PlainLabel(CasesPage)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"xl")

        self.layout10.addWidget(self.titleLabel)

        self.todayLabel = PlainLabel(CasesPage)
        self.todayLabel.setObjectName(u"todayLabel")
        self.todayLabel.setProperty(u"role", u"sub")

        self.layout10.addWidget(self.todayLabel)

        self.gap11 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout10.addItem(self.gap11)

        self.draftsButton = Btn(CasesPage)
        self.draftsButton.setObjectName(u"draftsButton")
        self.draftsButton.setProperty(u"glyph", u"history")

        self.layout10.addWidget(self.draftsButton)

        self.newButton = Btn(CasesPage)
        self.newButton.setObjectName(u"newButton")
        self.newButton.setProperty(u"hint", u"F2")
        self.newButton.setProperty(u"kind", u"primary")
        self.newButton.setProperty(u"glyph", u"add")

        self.layout10.addWidget(self.newButton)


        self.layout9.addLayout(self.layout10)

        self.layout12 = QHBoxLayout()
        self.layout12.setSpacing(12)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(0, 0, 0, 0)
        self.queueCard = Card(CasesPage)
        self.queueCard.setObjectName(u"queueCard")
        self.queueCard.setProperty(u"card", u"true")
        self.layout13 = QVBoxLayout(self.queueCard)
        self.layout13.setSpacing(0)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(1, 1, 1, 1)
        self.layout14 = QHBoxLayout()
        self.layout14.setSpacing(8)
        self.layout14.setObjectName(u"layout14")
        self.layout14.setContentsMargins(14, 10, 14, 10)
        self.filterPills = FilterPills(self.queueCard)
        self.filterPills.setObjectName(u"filterPills")

        self.layout14.addWidget(self.filterPills)

        self.morePill = QPushButton(self.queueCard)
        self.morePill.setObjectName(u"morePill")
        self.morePill.setProperty(u"filter", u"true")
        self.morePill.setCheckable(True)
        self.morePill.setAutoDefault(False)

        self.layout14.addWidget(self.morePill)

        self.minePill = QPushButton(self.queueCard)
        self.minePill.setObjectName(u"minePill")
        self.minePill.setProperty(u"filter", u"true")
        self.minePill.setCheckable(True)
        self.minePill.setAutoDefault(False)

        self.layout14.addWidget(self.minePill)

        self.gap15 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout14.addItem(self.gap15)

        self.filterEdit = QLineEdit(self.queueCard)
        self.filterEdit.setObjectName(u"filterEdit")
        self.filterEdit.setMinimumSize(QSize(206, 0))
        self.filterEdit.setMaximumSize(QSize(206, 16777215))

        self.layout14.addWidget(self.filterEdit)


        self.layout13.addLayout(self.layout14)

        self.qframe7 = QFrame(self.queueCard)
        self.qframe7.setObjectName(u"qframe7")
        self.qframe7.setProperty(u"line", u"h")

        self.layout13.addWidget(self.qframe7)

        self.queueStack = QStackedWidget(self.queueCard)
        self.queueStack.setObjectName(u"queueStack")
        self.queueListPage = QWidget()
        self.queueListPage.setObjectName(u"queueListPage")
        self.layout16 = QVBoxLayout(self.queueListPage)
        self.layout16.setSpacing(0)
        self.layout16.setObjectName(u"layout16")
        self.layout16.setContentsMargins(0, 0, 0, 0)
        self.caseTable = Table(self.queueListPage)
        self.caseTable.setObjectName(u"caseTable")
        self.caseTable.setProperty(u"rowPx", 46)

        self.layout16.addWidget(self.caseTable)

        self.queueStack.addWidget(self.queueListPage)
        self.queueEmptyPage = QWidget()
        self.queueEmptyPage.setObjectName(u"queueEmptyPage")
        self.layout17 = QVBoxLayout(self.queueEmptyPage)
        self.layout17.setSpacing(0)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.queueEmpty = EmptyState(self.queueEmptyPage)
        self.queueEmpty.setObjectName(u"queueEmpty")

        self.layout17.addWidget(self.queueEmpty)

        self.queueStack.addWidget(self.queueEmptyPage)

        self.layout13.addWidget(self.queueStack)

        self.qframe8 = QFrame(self.queueCard)
        self.qframe8.setObjectName(u"qframe8")
        self.qframe8.setProperty(u"line", u"h")

        self.layout13.addWidget(self.qframe8)

        self.keysBar = QWidget(self.queueCard)
        self.keysBar.setObjectName(u"keysBar")
        self.layout18 = QHBoxLayout(self.keysBar)
        self.layout18.setSpacing(6)
        self.layout18.setObjectName(u"layout18")
        self.layout18.setContentsMargins(14, 6, 14, 8)
        self.summaryLabel = PlainLabel(self.keysBar)
        self.summaryLabel.setObjectName(u"summaryLabel")
        self.summaryLabel.setProperty(u"role", u"sub")

        self.layout18.addWidget(self.summaryLabel)

        self.gap19 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout18.addItem(self.gap19)

        self.plainlabel1 = PlainLabel(self.keysBar)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"key", u"true")

        self.layout18.addWidget(self.plainlabel1)

        self.plainlabel2 = PlainLabel(self.keysBar)
        self.plainlabel2.setObjectName(u"plainlabel2")
        self.plainlabel2.setProperty(u"role", u"meta")

        self.layout18.addWidget(self.plainlabel2)

        self.gap20 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.layout18.addItem(self.gap20)

        self.plainlabel3 = PlainLabel(self.keysBar)
        self.plainlabel3.setObjectName(u"plainlabel3")
        self.plainlabel3.setProperty(u"key", u"true")

        self.layout18.addWidget(self.plainlabel3)

        self.plainlabel4 = PlainLabel(self.keysBar)
        self.plainlabel4.setObjectName(u"plainlabel4")
        self.plainlabel4.setProperty(u"role", u"meta")

        self.layout18.addWidget(self.plainlabel4)

        self.gap21 = QSpacerItem(4, 0, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

        self.layout18.addItem(self.gap21)

        self.plainlabel5 = PlainLabel(self.keysBar)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"key", u"true")

        self.layout18.addWidget(self.plainlabel5)

        self.plainlabel6 = PlainLabel(self.keysBar)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"meta")

        self.layout18.addWidget(self.plainlabel6)


        self.layout13.addWidget(self.keysBar)

        self.manyBar = QWidget(self.queueCard)
        self.manyBar.setObjectName(u"manyBar")
        self.layout23 = QHBoxLayout(self.manyBar)
        self.layout23.setSpacing(8)
        self.layout23.setObjectName(u"layout23")
        self.layout23.setContentsMargins(14, 6, 14, 6)
        self.manyLabel = PlainLabel(self.manyBar)
        self.manyLabel.setObjectName(u"manyLabel")
        self.manyLabel.setProperty(u"role", u"b")

        self.layout23.addWidget(self.manyLabel)

        self.gap24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout23.addItem(self.gap24)

        self.manyHandOver = Btn(self.manyBar)
        self.manyHandOver.setObjectName(u"manyHandOver")
        self.manyHandOver.setProperty(u"hint", u"Alt+H")
        self.manyHandOver.setProperty(u"glyph", u"swap_horiz")

        self.layout23.addWidget(self.manyHandOver)

        self.manyArchive = Btn(self.manyBar)
        self.manyArchive.setObjectName(u"manyArchive")
        self.manyArchive.setProperty(u"hint", u"Alt+G")
        self.manyArchive.setProperty(u"glyph", u"inventory_2")

        self.layout23.addWidget(self.manyArchive)

        self.manyPrint = Btn(self.manyBar)
        self.manyPrint.setObjectName(u"manyPrint")
        self.manyPrint.setProperty(u"hint", u"Ctrl+P")
        self.manyPrint.setProperty(u"glyph", u"print")

        self.layout23.addWidget(self.manyPrint)


        self.layout13.addWidget(self.manyBar)


        self.layout12.addWidget(self.queueCard)

        self.sideCard = Card(CasesPage)
        self.sideCard.setObjectName(u"sideCard")
        self.sideCard.setProperty(u"card", u"true")
        self.sideCard.setMinimumSize(QSize(430, 0))
        self.sideCard.setMaximumSize(QSize(430, 16777215))
        self.layout22 = QVBoxLayout(self.sideCard)
        self.layout22.setSpacing(0)
        self.layout22.setObjectName(u"layout22")
        self.layout22.setContentsMargins(1, 1, 1, 1)
        self.sideStack = QStackedWidget(self.sideCard)
        self.sideStack.setObjectName(u"sideStack")

        self.layout22.addWidget(self.sideStack)


        self.layout12.addWidget(self.sideCard)

        self.layout12.setStretch(0, 1)

        self.layout9.addLayout(self.layout12)

        self.layout9.setStretch(1, 1)
        QWidget.setTabOrder(self.filterPills, self.morePill)
        QWidget.setTabOrder(self.morePill, self.minePill)
        QWidget.setTabOrder(self.minePill, self.filterEdit)
        QWidget.setTabOrder(self.filterEdit, self.caseTable)
        QWidget.setTabOrder(self.caseTable, self.manyHandOver)
        QWidget.setTabOrder(self.manyHandOver, self.manyArchive)
        QWidget.setTabOrder(self.manyArchive, self.manyPrint)
        QWidget.setTabOrder(self.manyPrint, self.draftsButton)
        QWidget.setTabOrder(self.draftsButton, self.newButton)

        self.retranslateUi(CasesPage)

        QMetaObject.connectSlotsByName(CasesPage)
    # setupUi

    def retranslateUi(self, CasesPage):
        self.titleLabel.setText(QCoreApplication.translate("CasesPage", u"\u5de5\u5355", None))
        self.todayLabel.setText("")
        self.draftsButton.setText(QCoreApplication.translate("CasesPage", u"\u8349\u7a3f", None))
        self.newButton.setText(QCoreApplication.translate("CasesPage", u"\u65b0\u5efa\u5de5\u5355", None))
        self.morePill.setText(QCoreApplication.translate("CasesPage", u"\u66f4\u591a", None))
#if QT_CONFIG(accessibility)
        self.morePill.setAccessibleName(QCoreApplication.translate("CasesPage", u"\u66f4\u591a\u7b5b\u9009 \u5feb\u6377\u952e Alt+F", None))
#endif // QT_CONFIG(accessibility)
        self.minePill.setText(QCoreApplication.translate("CasesPage", u"\u53ea\u770b\u6211\u7684", None))
#if QT_CONFIG(accessibility)
        self.minePill.setAccessibleName(QCoreApplication.translate("CasesPage", u"\u53ea\u770b\u6211\u7684 \u5feb\u6377\u952e Alt+O", None))
#endif // QT_CONFIG(accessibility)
        self.filterEdit.setPlaceholderText(QCoreApplication.translate("CasesPage", u"\u6309\u7f16\u53f7\u3001\u59d3\u540d\u3001\u4e8b\u9879\u7b5b\u9009", None))
#if QT_CONFIG(accessibility)
        self.filterEdit.setAccessibleName(QCoreApplication.translate("CasesPage", u"\u7b5b\u9009\u5de5\u5355", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.caseTable.setAccessibleName(QCoreApplication.translate("CasesPage", u"\u5de5\u5355\u961f\u5217", None))
#endif // QT_CONFIG(accessibility)
        self.summaryLabel.setText("")
        self.plainlabel1.setText(QCoreApplication.translate("CasesPage", u"Enter", None))
        self.plainlabel2.setText(QCoreApplication.translate("CasesPage", u"\u6253\u5f00", None))
        self.plainlabel3.setText(QCoreApplication.translate("CasesPage", u"Ctrl+P", None))
        self.plainlabel4.setText(QCoreApplication.translate("CasesPage", u"\u6253\u5370", None))
        self.plainlabel5.setText(QCoreApplication.translate("CasesPage", u"F5", None))
        self.plainlabel6.setText(QCoreApplication.translate("CasesPage", u"\u5237\u65b0", None))
        self.manyLabel.setText("")
        self.manyHandOver.setText(QCoreApplication.translate("CasesPage", u"\u79fb\u4ea4\u7ecf\u529e", None))
        self.manyArchive.setText(QCoreApplication.translate("CasesPage", u"\u5f52\u6863", None))
        self.manyPrint.setText(QCoreApplication.translate("CasesPage", u"\u6279\u91cf\u6253\u5370", None))
        pass
    # retranslateUi
