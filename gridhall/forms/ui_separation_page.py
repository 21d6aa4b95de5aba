# Generated from ui/separation_page.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QFrame, QHBoxLayout,
    QHeaderView, QSizePolicy, QSpacerItem, QStackedWidget,
    QVBoxLayout, QWidget)

from gridhall.qt.buttons import FilterPills
from gridhall.qt.frames import (Card, EmptyState)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.table import Table

class Ui_SeparationPage(object):
    def setupUi(self, SeparationPage):
        if not SeparationPage.objectName():
            SeparationPage.setObjectName(u"SeparationPage")
        self.layout9 = QVBoxLayout(SeparationPage)
        self.layout9.setSpacing(10)
        self.layout9.setObjectName(u"layout9")
        self.layout9.setContentsMargins(16, 0, 16, 12)
        self.layout2 = QHBoxLayout()
        self.layout2.setSpacing(6)
        self.layout2.setObjectName(u"layout2")
        self.layout2.setContentsMargins(0, 0, 0, 0)
        self.pills = FilterPills(SeparationPage)
        self.pills.setObjectName(u"pills")

        self.layout2.addWidget(self.pills)

        self.gap1 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout2.addItem(self.gap1)


        self.layout9.addLayout(self.layout2)

        self.layout4 = QHBoxLayout()
        self.layout4.setSpacing(8)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.gridBox = QComboBox(SeparationPage)
        self.gridBox.setObjectName(u"gridBox")
        self.gridBox.setMinimumSize(QSize(130, 0))

        self.layout4.addWidget(self.gridBox)

        self.buildingBox = QComboBox(SeparationPage)
        self.buildingBox.setObjectName(u"buildingBox")
        self.buildingBox.setMinimumSize(QSize(140, 0))

        self.layout4.addWidget(self.buildingBox)

        self.lastingBox = QComboBox(SeparationPage)
        self.lastingBox.setObjectName(u"lastingBox")
        self.lastingBox.setMinimumSize(QSize(130, 0))

        self.layout4.addWidget(self.lastingBox)

        self.orderBox = QComboBox(SeparationPage)
        self.orderBox.setObjectName(u"orderBox")
        self.orderBox.setMinimumSize(QSize(110, 0))

        self.layout4.addWidget(self.orderBox)

        self.gap3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.gap3)

        self.countLabel = PlainLabel(SeparationPage)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"sub")

        self.layout4.addWidget(self.countLabel)


        self.layout9.addLayout(self.layout4)

        self.layout8 = QHBoxLayout()
        self.layout8.setSpacing(12)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(0, 0, 0, 0)
        self.listCard = Card(SeparationPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.layout6 = QVBoxLayout(self.listCard)
        self.layout6.setSpacing(0)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(1, 1, 1, 1)
        self.listStack = QStackedWidget(self.listCard)
        self.listStack.setObjectName(u"listStack")
        self.tablePage = QWidget()
        self.tablePage.setObjectName(u"tablePage")
        self.layout5 = QVBoxLayout(self.tablePage)
        self.layout5.setSpacing(0)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.table = Table(self.tablePage)
        self.table.setObjectName(u"table")
        self.table.setProperty(u"rowPx", 46)
        self.table.setFrameShape(QFrame.Shape.NoFrame)

        self.layout5.addWidget(self.table)

        self.listStack.addWidget(self.tablePage)
        self.empty = EmptyState()
        self.empty.setObjectName(u"empty")
        self.listStack.addWidget(self.empty)

        self.layout6.addWidget(self.listStack)


        self.layout8.addWidget(self.listCard)

        self.sideCard = Card(SeparationPage)
        self.sideCard.setObjectName(u"sideCard")
        self.sideCard.setProperty(u"card", u"true")
        self.sideCard.setMinimumSize(QSize(440, 0))
        self.sideCard.setMaximumSize(QSize(440, 16777215))
        self.layout7 = QVBoxLayout(self.sideCard)
        self.layout7.setSpacing(0)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(1, 1, 1, 1)
        self.sideStack = QStackedWidget(self.sideCard)
        self.sideStack.setObjectName(u"sideStack")

        self.layout7.addWidget(self.sideStack)


        self.layout8.addWidget(self.sideCard)

        self.layout8.setStretch(0, 1)

        self.layout9.addLayout(self.layout8)

        self.layout9.setStretch(2, 1)

        self.retranslateUi(SeparationPage)

        QMetaObject.connectSlotsByName(SeparationPage)
    # setupUi

    def retranslateUi(self, SeparationPage):
        self.countLabel.setText("")
        pass
    # retranslateUi
