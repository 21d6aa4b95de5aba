# Generated from ui/organisation_page.ui by ui/compile.py. Do not edit.
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

from gridhall.qt.buttons import Btn
from gridhall.qt.dates import DateEdit
from gridhall.qt.frames import (Banner, Card, EmptyState)
from gridhall.qt.icons import IconLabel
from gridhall.qt.labels import PlainLabel
from gridhall.qt.tree_view import TreeView

class Ui_OrganisationPage(object):
    def setupUi(self, OrganisationPage):
        if not OrganisationPage.objectName():
            OrganisationPage.setObjectName(u"OrganisationPage")
        self.layout15 = QVBoxLayout(OrganisationPage)
        self.layout15.setSpacing(10)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(16, 0, 16, 12)
        self.asAtStrip = QFrame(OrganisationPage)
        self.asAtStrip.setObjectName(u"asAtStrip")
        self.asAtStrip.setProperty(u"banner", u"amber")
        self.layout4 = QHBoxLayout(self.asAtStrip)
        self.layout4.setSpacing(10)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(14, 6, 8, 6)
        self.iconlabel1 = IconLabel(self.asAtStrip)
        self.iconlabel1.setObjectName(u"iconlabel1")
        self.iconlabel1.setProperty(u"glyph", u"warning-fill")
        self.iconlabel1.setProperty(u"ink", u"amber_fg")

        self.layout4.addWidget(self.iconlabel1)

        self.plainlabel2 = PlainLabel(self.asAtStrip)
        self.plainlabel2.setObjectName(u"plainlabel2")
        self.plainlabel2.setProperty(u"role", u"b")

        self.layout4.addWidget(self.plainlabel2)

        self.asAtEdit = DateEdit(self.asAtStrip)
        self.asAtEdit.setObjectName(u"asAtEdit")
        self.asAtEdit.setMinimumSize(QSize(150, 0))
        self.asAtEdit.setMaximumSize(QSize(150, 16777215))

        self.layout4.addWidget(self.asAtEdit)

        self.asAtLabel = PlainLabel(self.asAtStrip)
        self.asAtLabel.setObjectName(u"asAtLabel")
        self.asAtLabel.setProperty(u"role", u"b")

        self.layout4.addWidget(self.asAtLabel)

        self.gap3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.gap3)

        self.todayButton = Btn(self.asAtStrip)
        self.todayButton.setObjectName(u"todayButton")
        self.todayButton.setProperty(u"hint", u"Alt+D")
        self.todayButton.setProperty(u"kind", u"text")

        self.layout4.addWidget(self.todayButton)


        self.layout15.addWidget(self.asAtStrip)

        self.layout14 = QHBoxLayout()
        self.layout14.setSpacing(12)
        self.layout14.setObjectName(u"layout14")
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.listCard = Card(OrganisationPage)
        self.listCard.setObjectName(u"listCard")
        self.listCard.setProperty(u"card", u"true")
        self.listCard.setMinimumSize(QSize(396, 0))
        self.listCard.setMaximumSize(QSize(396, 16777215))
        self.layout12 = QVBoxLayout(self.listCard)
        self.layout12.setSpacing(0)
        self.layout12.setObjectName(u"layout12")
        self.layout12.setContentsMargins(1, 1, 1, 1)
        self.layout5 = QHBoxLayout()
        self.layout5.setSpacing(0)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(12, 12, 12, 8)
        self.filterEdit = QLineEdit(self.listCard)
        self.filterEdit.setObjectName(u"filterEdit")

        self.layout5.addWidget(self.filterEdit)


        self.layout12.addLayout(self.layout5)

        self.layout6 = QVBoxLayout()
        self.layout6.setSpacing(0)
        self.layout6.setObjectName(u"layout6")
        self.layout6.setContentsMargins(12, 0, 12, 8)
        self.todoBanner = Banner(self.listCard)
        self.todoBanner.setObjectName(u"todoBanner")

        self.layout6.addWidget(self.todoBanner)


        self.layout12.addLayout(self.layout6)

        self.treeStack = QStackedWidget(self.listCard)
        self.treeStack.setObjectName(u"treeStack")
        self.treePage = QWidget()
        self.treePage.setObjectName(u"treePage")
        self.layout7 = QVBoxLayout(self.treePage)
        self.layout7.setSpacing(0)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.tree = TreeView(self.treePage)
        self.tree.setObjectName(u"tree")

        self.layout7.addWidget(self.tree)

        self.treeStack.addWidget(self.treePage)
        self.emptyPage = QWidget()
        self.emptyPage.setObjectName(u"emptyPage")
        self.layout8 = QVBoxLayout(self.emptyPage)
        self.layout8.setSpacing(0)
        self.layout8.setObjectName(u"layout8")
        self.layout8.setContentsMargins(12, 12, 12, 12)
        self.treeEmpty = EmptyState(self.emptyPage)
        self.treeEmpty.setObjectName(u"treeEmpty")

        self.layout8.addWidget(self.treeEmpty)

        self.treeStack.addWidget(self.emptyPage)

        self.layout12.addWidget(self.treeStack)

        self.line9 = QFrame(self.listCard)
        self.line9.setObjectName(u"line9")
        self.line9.setProperty(u"line", u"h")

        self.layout12.addWidget(self.line9)

        self.layout11 = QHBoxLayout()
        self.layout11.setSpacing(6)
        self.layout11.setObjectName(u"layout11")
        self.layout11.setContentsMargins(14, 6, 14, 6)
        self.countLabel = PlainLabel(self.listCard)
        self.countLabel.setObjectName(u"countLabel")
        self.countLabel.setProperty(u"role", u"sub")

        self.layout11.addWidget(self.countLabel)

        self.gap10 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout11.addItem(self.gap10)

        self.arrowsKey = PlainLabel(self.listCard)
        self.arrowsKey.setObjectName(u"arrowsKey")
        self.arrowsKey.setProperty(u"key", u"true")

        self.layout11.addWidget(self.arrowsKey)

        self.arrowsLabel = PlainLabel(self.listCard)
        self.arrowsLabel.setObjectName(u"arrowsLabel")
        self.arrowsLabel.setProperty(u"role", u"meta")

        self.layout11.addWidget(self.arrowsLabel)


        self.layout12.addLayout(self.layout11)

        self.layout12.setStretch(2, 1)

        self.layout14.addWidget(self.listCard)

        self.sideCard = Card(OrganisationPage)
        self.sideCard.setObjectName(u"sideCard")
        self.sideCard.setProperty(u"card", u"true")
        self.layout13 = QVBoxLayout(self.sideCard)
        self.layout13.setSpacing(0)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(1, 1, 1, 1)
        self.sideStack = QStackedWidget(self.sideCard)
        self.sideStack.setObjectName(u"sideStack")

        self.layout13.addWidget(self.sideStack)


        self.layout14.addWidget(self.sideCard)

        self.layout14.setStretch(1, 1)

        self.layout15.addLayout(self.layout14)

        self.layout15.setStretch(1, 1)

        self.retranslateUi(OrganisationPage)

        QMetaObject.connectSlotsByName(OrganisationPage)
    # setupUi

    def retranslateUi(self, OrganisationPage):
        self.plainlabel2.setText(QCoreApplication.translate("OrganisationPage", u"\u6b63\u5728\u770b", None))
        self.asAtLabel.setText(QCoreApplication.translate("OrganisationPage", u"\u8fd9\u4e00\u5929\u7684\u7ec4\u7ec7\u67b6\u6784\uff0c\u53ea\u80fd\u770b\uff0c\u4e0d\u80fd\u6539", None))
        self.todayButton.setText(QCoreApplication.translate("OrganisationPage", u"\u56de\u5230\u4eca\u5929", None))
        self.filterEdit.setPlaceholderText(QCoreApplication.translate("OrganisationPage", u"\u9996\u5b57\u6bcd\u627e\u7ec4\u7ec7\u6216\u4eba", None))
        self.countLabel.setText("")
        self.arrowsKey.setText(QCoreApplication.translate("OrganisationPage", u"\u2190\u2192", None))
        self.arrowsLabel.setText(QCoreApplication.translate("OrganisationPage", u"\u6536\u5c55", None))
        pass
    # retranslateUi
