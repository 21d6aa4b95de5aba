# Generated from ui/residents_page.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QSizePolicy,
    QSpacerItem, QStackedWidget, QVBoxLayout, QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import Card
from gridhall.qt.labels import PlainLabel
from gridhall.qt.search_box import SearchBox

class Ui_ResidentsPage(object):
    def setupUi(self, ResidentsPage):
        if not ResidentsPage.objectName():
            ResidentsPage.setObjectName(u"ResidentsPage")
        self.layout11 = QVBoxLayout(ResidentsPage)
        self.layout11.setSpacing(10)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(16, 0, 16, 12)
        self.layout10 = QHBoxLayout()
        self.layout10.setSpacing(12)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.listCard = Card(ResidentsPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.listCard.setMinimumSize(QSize(428, 0))
        self.listCard.setMaximumSize(QSize(428, 16777215))
        self.layout8 = QVBoxLayout(self.listCard)
        self.layout8.setSpacing(0)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(1, 1, 1, 1)
        self.searchBox = SearchBox(self.listCard)
        self.searchBox.setObjectName(u"searchBox")

        self.layout8.addWidget(self.searchBox)

        self.line3 = QFrame(self.listCard)
        self.line3.setObjectName(u"line3")
        self.line3.setProperty(u"line", u"h")

        self.layout8.addWidget(self.line3)

        self.layout7 = QHBoxLayout()
        self.layout7.setSpacing(6)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(14, 6, 14, 8)
        self.countLabel = PlainLabel(self.listCard)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"sub")

        self.layout7.addWidget(self.countLabel)

        self.gap4 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.gap4)

        self.downKey = PlainLabel(self.listCard)
        self.downKey.setObjectName(u"downKey")
        self.downKey.setProperty(u"key", u"true")

        self.layout7.addWidget(self.downKey)

        self.plainlabel5 = PlainLabel(self.listCard)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"role", u"meta")

        self.layout7.addWidget(self.plainlabel5)

        self.enterKey = PlainLabel(self.listCard)
        self.enterKey.setObjectName(u"enterKey")
        self.enterKey.setProperty(u"key", u"true")

        self.layout7.addWidget(self.enterKey)

        self.plainlabel6 = PlainLabel(self.listCard)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"meta")

        self.layout7.addWidget(self.plainlabel6)


        self.layout8.addLayout(self.layout7)

        self.layout8.setStretch(0, 1)

        self.layout10.addWidget(self.listCard)

        self.sideCard = Card(ResidentsPage)
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

        self.layout10.setStretch(1, 1)

        self.layout11.addLayout(self.layout10)


        self.retranslateUi(ResidentsPage)

        QMetaObject.connectSlotsByName(ResidentsPage)
    # setupUi

    def retranslateUi(self, ResidentsPage):
        self.countLabel.setText("")
        self.downKey.setText(QCoreApplication.translate("ResidentsPage", u"\u2193", None))
        self.plainlabel5.setText(QCoreApplication.translate("ResidentsPage", u"\u9009\u62e9", None))
        self.enterKey.setText(QCoreApplication.translate("ResidentsPage", u"Enter", None))
        self.plainlabel6.setText(QCoreApplication.translate("ResidentsPage", u"\u6253\u5f00", None))
        pass
    # retranslateUi
