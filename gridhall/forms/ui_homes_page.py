# Generated from ui/homes_page.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QFrame, QHBoxLayout, QScrollArea,
    QSizePolicy, QSpacerItem, QStackedWidget, QVBoxLayout,
    QWidget)

from gridhall.qt.frames import (Card, EmptyState)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.search_box import SearchBox

class Ui_HomesPage(object):
    def setupUi(self, HomesPage):
        if not HomesPage.objectName():
            HomesPage.setObjectName(u"HomesPage")
        self.layout12 = QVBoxLayout(HomesPage)
        self.layout12.setSpacing(10)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(16, 0, 16, 12)
        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(12)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(0, 0, 0, 0)
        self.listCard = Card(HomesPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.listCard.setMinimumSize(QSize(270, 0))
        self.listCard.setMaximumSize(QSize(270, 16777215))
        self.layout4 = QVBoxLayout(self.listCard)
        self.layout4.setSpacing(0)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(1, 1, 1, 1)
        self.searchBox = SearchBox(self.listCard)
        self.searchBox.setObjectName(u"searchBox")

        self.layout4.addWidget(self.searchBox)

        self.line1 = QFrame(self.listCard)
        self.line1.setObjectName(u"line1")
        self.line1.setProperty(u"line", u"h")

        self.layout4.addWidget(self.line1)

        self.layout3 = QHBoxLayout()
        self.layout3.setSpacing(8)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(14, 6, 14, 8)
        self.countLabel = PlainLabel(self.listCard)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"sub")

        self.layout3.addWidget(self.countLabel)

        self.gap2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.gap2)


        self.layout4.addLayout(self.layout3)

        self.layout4.setStretch(0, 1)

        self.layout11.addWidget(self.listCard)

        self.doorsCard = Card(HomesPage)
        self.doorsCard.setObjectName(u"doorsCard")
        self.doorsCard.setProperty(u"card", u"true")
        self.layout9 = QVBoxLayout(self.doorsCard)
        self.layout9.setSpacing(8)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(1, 1, 1, 1)
        self.layout6 = QHBoxLayout()
        self.layout6.setSpacing(12)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(14, 12, 14, 0)
        self.titleLabel = PlainLabel(self.doorsCard)
        self.titleLabel.setObjectName(u"titleLabel")
        self.titleLabel.setProperty(u"role", u"md")

        self.layout6.addWidget(self.titleLabel)

        self.talliesLabel = PlainLabel(self.doorsCard)
        self.talliesLabel.setObjectName(u"talliesLabel")
        self.talliesLabel.setProperty(u"role", u"sub")

        self.layout6.addWidget(self.talliesLabel)

        self.gap5 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout6.addItem(self.gap5)


        self.layout9.addLayout(self.layout6)

        self.legend = QWidget(self.doorsCard)
        self.legend.setObjectName(u"legend")
        self.legendColumn = QVBoxLayout(self.legend)
        self.legendColumn.setSpacing(4)
        self.legendColumn.setObjectName(u"legendColumn")
        self.legendColumn.setContentsMargins(14, 0, 14, 0)

        self.layout9.addWidget(self.legend)

        self.line7 = QFrame(self.doorsCard)
        self.line7.setObjectName(u"line7")
        self.line7.setProperty(u"line", u"h")

        self.layout9.addWidget(self.line7)

        self.doorsStack = QStackedWidget(self.doorsCard)
        self.doorsStack.setObjectName(u"doorsStack")
        self.doorsPage = QWidget()
        self.doorsPage.setObjectName(u"doorsPage")
        self.layout8 = QVBoxLayout(self.doorsPage)
        self.layout8.setSpacing(0)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.doorsArea = QScrollArea(self.doorsPage)
        self.doorsArea.setObjectName(u"doorsArea")
        self.doorsArea.setFrameShape(QFrame.Shape.NoFrame)
        self.doorsArea.setFocusPolicy(Qt.FocusPolicy.NoFocus)

        self.layout8.addWidget(self.doorsArea)

        self.doorsStack.addWidget(self.doorsPage)
        self.empty = EmptyState()
        self.empty.setObjectName(u"empty")
        self.doorsStack.addWidget(self.empty)

        self.layout9.addWidget(self.doorsStack)

        self.layout9.setStretch(3, 1)

        self.layout11.addWidget(self.doorsCard)

        self.sideCard = Card(HomesPage)
        self.sideCard.setObjectName(u"sideCard")
        self.sideCard.setProperty(u"card", u"true")
        self.sideCard.setMinimumSize(QSize(400, 0))
        self.sideCard.setMaximumSize(QSize(400, 16777215))
        self.layout10 = QVBoxLayout(self.sideCard)
        self.layout10.setSpacing(0)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(1, 1, 1, 1)
        self.sideStack = QStackedWidget(self.sideCard)
        self.sideStack.setObjectName(u"sideStack")

        self.layout10.addWidget(self.sideStack)


        self.layout11.addWidget(self.sideCard)

        self.layout11.setStretch(1, 1)

        self.layout12.addLayout(self.layout11)


        self.retranslateUi(HomesPage)

        QMetaObject.connectSlotsByName(HomesPage)
    # setupUi

    def retranslateUi(self, HomesPage):
        self.countLabel.setText("")
        self.titleLabel.setText("")
        self.talliesLabel.setText("")
        pass
    # retranslateUi
