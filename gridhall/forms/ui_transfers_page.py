# Generated from ui/transfers_page.ui by ui/compile.py. Do not edit.
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
from gridhall.qt.frames import (Banner, Card, EmptyState)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_TransfersPage(object):
    def setupUi(self, TransfersPage):
        if not TransfersPage.objectName():
            TransfersPage.setObjectName(u"TransfersPage")
        self.layout12 = QHBoxLayout(TransfersPage)
        self.layout12.setSpacing(12)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(16, 0, 16, 12)
        self.listCard = Card(TransfersPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.layout10 = QVBoxLayout(self.listCard)
        self.layout10.setSpacing(0)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(1, 1, 1, 1)
        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(8)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(14, 10, 14, 10)
        self.stagePills = FilterPills(self.listCard)
        self.stagePills.setObjectName(u"stagePills")

        self.layout2.addWidget(self.stagePills)

        self.gap1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.gap1)

        self.filterEdit = QLineEdit(self.listCard)
        self.filterEdit.setObjectName(u"filterEdit")
        self.filterEdit.setMinimumSize(QSize(150, 0))
        self.filterEdit.setMaximumSize(QSize(200, 16777215))

        self.layout2.addWidget(self.filterEdit)


        self.layout10.addLayout(self.layout2)

        self.qframe3 = QFrame(self.listCard)
        self.qframe3.setObjectName(u"qframe3")
        self.qframe3.setProperty(u"line", u"h")

        self.layout10.addWidget(self.qframe3)

        self.monthRow = QWidget(self.listCard)
        self.monthRow.setObjectName(u"monthRow")
        self.layout4 = QHBoxLayout(self.monthRow)
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(14, 8, 14, 8)
        self.monthBanner = Banner(self.monthRow)
        self.monthBanner.setObjectName(u"monthBanner")

        self.layout4.addWidget(self.monthBanner)


        self.layout10.addWidget(self.monthRow)

        self.listStack = QStackedWidget(self.listCard)
        self.listStack.setObjectName(u"listStack")
        self.listPage = QWidget()
        self.listPage.setObjectName(u"listPage")
        self.layout5 = QVBoxLayout(self.listPage)
        self.layout5.setSpacing(0)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.transferTable = Table(self.listPage)
        self.transferTable.setObjectName(u"transferTable")
        self.transferTable.setProperty(u"rowPx", 46)

        self.layout5.addWidget(self.transferTable)

        self.listStack.addWidget(self.listPage)
        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.layout6 = QVBoxLayout(self.emptyPage)
        self.layout6.setSpacing(0)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(0, 0, 0, 0)
        self.listEmpty = EmptyState(self.emptyPage)
        self.listEmpty.setObjectName(u"listEmpty")

        self.layout6.addWidget(self.listEmpty)

        self.listStack.addWidget(self.emptyPage)

        self.layout10.addWidget(self.listStack)

        self.qframe7 = QFrame(self.listCard)
        self.qframe7.setObjectName(u"qframe7")
        self.qframe7.setProperty(u"line", u"h")

        self.layout10.addWidget(self.qframe7)

        self.layout9 = QHBoxLayout()
        self.layout9.setSpacing(8)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(14, 6, 14, 8)
        self.totalsLabel = PlainLabel(self.listCard)
        self.totalsLabel.setObjectName(u"totalsLabel")
        self.totalsLabel.setProperty(u"role", u"sub")

        self.layout9.addWidget(self.totalsLabel)

        self.totalsButton = Btn(self.listCard)
        self.totalsButton.setObjectName(u"totalsButton")
        self.totalsButton.setProperty(u"hint", u"Alt+T")
        self.totalsButton.setProperty(u"kind", u"text")

        self.layout9.addWidget(self.totalsButton)

        self.gap8 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout9.addItem(self.gap8)

        self.handoverButton = Btn(self.listCard)
        self.handoverButton.setObjectName(u"handoverButton")
        self.handoverButton.setProperty(u"hint", u"Alt+H")

        self.layout9.addWidget(self.handoverButton)


        self.layout10.addLayout(self.layout9)


        self.layout12.addWidget(self.listCard)

        self.sideCard = Card(TransfersPage)
        self.sideCard.setObjectName(u"sideCard")
        self.sideCard.setProperty(u"card", u"true")
        self.sideCard.setMinimumSize(QSize(430, 0))
        self.sideCard.setMaximumSize(QSize(430, 16777215))
        self.layout11 = QVBoxLayout(self.sideCard)
        self.layout11.setSpacing(0)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(1, 1, 1, 1)
        self.sideStack = QStackedWidget(self.sideCard)
        self.sideStack.setObjectName(u"sideStack")

        self.layout11.addWidget(self.sideStack)


        self.layout12.addWidget(self.sideCard)

        self.layout12.setStretch(0, 1)
        QWidget.setTabOrder(self.stagePills, self.filterEdit)
        QWidget.setTabOrder(self.filterEdit, self.transferTable)
        QWidget.setTabOrder(self.transferTable, self.totalsButton)
        QWidget.setTabOrder(self.totalsButton, self.handoverButton)

        self.retranslateUi(TransfersPage)

        QMetaObject.connectSlotsByName(TransfersPage)
    # setupUi

    def retranslateUi(self, TransfersPage):
        self.filterEdit.setPlaceholderText(QCoreApplication.translate("TransfersPage", u"\u7f16\u53f7\u6216\u59d3\u540d", None))
#if QT_CONFIG(accessibility)
        self.filterEdit.setAccessibleName(QCoreApplication.translate("TransfersPage", u"\u6309\u7f16\u53f7\u6216\u59d3\u540d\u7b5b\u9009\u8fc1\u79fb", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.transferTable.setAccessibleName(QCoreApplication.translate("TransfersPage", u"\u6237\u7c4d\u8fc1\u79fb\uff0c\u7a7a\u683c\u9009\u4e2d\u8981\u79fb\u4ea4\u7684", None))
#endif // QT_CONFIG(accessibility)
        self.totalsLabel.setText("")
        self.totalsButton.setText(QCoreApplication.translate("TransfersPage", u"\u6bcf\u6708\u7d2f\u8ba1", None))
        self.handoverButton.setText(QCoreApplication.translate("TransfersPage", u"\u79fb\u4ea4\u6d3e\u51fa\u6240", None))
        pass
    # retranslateUi
