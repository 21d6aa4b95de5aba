# Generated from ui/transfer_who.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QGridLayout, QHBoxLayout, QHeaderView,
    QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import (Banner, Card)
from gridhall.qt.labels import PlainLabel
from gridhall.qt.suggest import Suggest
from gridhall.qt.table import Table

class Ui_TransferWho(object):
    def setupUi(self, TransferWho):
        if not TransferWho.objectName():
            TransferWho.setObjectName(u"TransferWho")
        self.layout21 = QVBoxLayout(TransferWho)
        self.layout21.setSpacing(8)
        self.layout21.setObjectName(u"layout21")
        self.layout21.setContentsMargins(20, 14, 20, 12)
        self.resumeBanner = Banner(TransferWho)
        self.resumeBanner.setObjectName(u"resumeBanner")

        self.layout21.addWidget(self.resumeBanner)

        self.whoBanner = Banner(TransferWho)
        self.whoBanner.setObjectName(u"whoBanner")

        self.layout21.addWidget(self.whoBanner)

        self.layout5 = QHBoxLayout()
        self.layout5.setSpacing(8)
        self.layout5.setObjectName(u"layout5")
        self.layout5.setContentsMargins(0, 0, 0, 0)
        self.qwidget4 = QWidget(TransferWho)
        self.qwidget4.setObjectName(u"qwidget4")
        self.qwidget4.setMinimumSize(QSize(76, 34))
        self.qwidget4.setMaximumSize(QSize(76, 16777215))
        self.layout3 = QHBoxLayout(self.qwidget4)
        self.layout3.setSpacing(3)
        self.layout3.setObjectName(u"layout3")
        self.layout3.setContentsMargins(0, 0, 0, 0)
        self.plainlabel1 = PlainLabel(self.qwidget4)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"role", u"label")

        self.layout3.addWidget(self.plainlabel1)

        self.gap2 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout3.addItem(self.gap2)


        self.layout5.addWidget(self.qwidget4)

        self.findEdit = Suggest(TransferWho)
        self.findEdit.setObjectName(u"findEdit")

        self.layout5.addWidget(self.findEdit)

        self.removeButton = Btn(TransferWho)
        self.removeButton.setObjectName(u"removeButton")
        self.removeButton.setProperty(u"hint", u"Alt+D")
        self.removeButton.setProperty(u"kind", u"text")

        self.layout5.addWidget(self.removeButton)

        self.layout5.setStretch(1, 1)

        self.layout21.addLayout(self.layout5)

        self.listTitle = PlainLabel(TransferWho)
        self.listTitle.setObjectName(u"listTitle")
        self.listTitle.setProperty(u"role", u"b")

        self.layout21.addWidget(self.listTitle)

        self.peopleTable = Table(TransferWho)
        self.peopleTable.setObjectName(u"peopleTable")
        self.peopleTable.setProperty(u"rowPx", 34)

        self.layout21.addWidget(self.peopleTable)

        self.lineCard = Card(TransferWho)
        self.lineCard.setObjectName(u"lineCard")
        self.lineCard.setProperty(u"card", u"soft")
        self.layout20 = QVBoxLayout(self.lineCard)
        self.layout20.setSpacing(8)
        self.layout20.setObjectName(u"layout20")
        self.layout20.setContentsMargins(14, 10, 14, 12)
        self.layout19 = QHBoxLayout()
        self.layout19.setSpacing(8)
        self.layout19.setObjectName(u"layout19")
        self.layout19.setContentsMargins(0, 0, 0, 0)
        self.plainlabel16 = PlainLabel(self.lineCard)
        self.plainlabel16.setObjectName(u"plainlabel16")
        self.plainlabel16.setProperty(u"role", u"b")

        self.layout19.addWidget(self.plainlabel16)

        self.plainlabel17 = PlainLabel(self.lineCard)
        self.plainlabel17.setObjectName(u"plainlabel17")
        self.plainlabel17.setProperty(u"role", u"meta")

        self.layout19.addWidget(self.plainlabel17)

        self.gap18 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout19.addItem(self.gap18)


        self.layout20.addLayout(self.layout19)

        self.layout10 = QGridLayout()
        self.layout10.setObjectName(u"layout10")
        self.layout10.setHorizontalSpacing(8)
        self.layout10.setVerticalSpacing(4)
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.plainlabel6 = PlainLabel(self.lineCard)
        self.plainlabel6.setObjectName(u"plainlabel6")
        self.plainlabel6.setProperty(u"role", u"label")

        self.layout10.addWidget(self.plainlabel6, 0, 0, 1, 1)

        self.plainlabel7 = PlainLabel(self.lineCard)
        self.plainlabel7.setObjectName(u"plainlabel7")
        self.plainlabel7.setProperty(u"role", u"label")

        self.layout10.addWidget(self.plainlabel7, 0, 1, 1, 1)

        self.plainlabel8 = PlainLabel(self.lineCard)
        self.plainlabel8.setObjectName(u"plainlabel8")
        self.plainlabel8.setProperty(u"role", u"label")

        self.layout10.addWidget(self.plainlabel8, 0, 2, 1, 1)

        self.plainlabel9 = PlainLabel(self.lineCard)
        self.plainlabel9.setObjectName(u"plainlabel9")
        self.plainlabel9.setProperty(u"role", u"label")

        self.layout10.addWidget(self.plainlabel9, 0, 3, 1, 1)

        self.numberEdit = QLineEdit(self.lineCard)
        self.numberEdit.setObjectName(u"numberEdit")
        self.numberEdit.setMaxLength(40)

        self.layout10.addWidget(self.numberEdit, 1, 0, 1, 1)

        self.nameEdit = QLineEdit(self.lineCard)
        self.nameEdit.setObjectName(u"nameEdit")
        self.nameEdit.setMaxLength(100)

        self.layout10.addWidget(self.nameEdit, 1, 1, 1, 1)

        self.relationEdit = Suggest(self.lineCard)
        self.relationEdit.setObjectName(u"relationEdit")

        self.layout10.addWidget(self.relationEdit, 1, 2, 1, 1)

        self.phoneEdit = QLineEdit(self.lineCard)
        self.phoneEdit.setObjectName(u"phoneEdit")
        self.phoneEdit.setMaxLength(60)

        self.layout10.addWidget(self.phoneEdit, 1, 3, 1, 1)

        self.addButton = Btn(self.lineCard)
        self.addButton.setObjectName(u"addButton")
        self.addButton.setProperty(u"hint", u"Enter")

        self.layout10.addWidget(self.addButton, 1, 4, 1, 1)

        self.lineNote = PlainLabel(self.lineCard)
        self.lineNote.setObjectName(u"lineNote")
        self.lineNote.setProperty(u"role", u"err")
        self.lineNote.setWordWrap(True)

        self.layout10.addWidget(self.lineNote, 2, 0, 1, 5)

        self.layout10.setColumnStretch(0, 4)
        self.layout10.setColumnStretch(1, 2)
        self.layout10.setColumnStretch(2, 2)
        self.layout10.setColumnStretch(3, 3)

        self.layout20.addLayout(self.layout10)

        self.layout15 = QHBoxLayout()
        self.layout15.setSpacing(8)
        self.layout15.setObjectName(u"layout15")
        self.layout15.setContentsMargins(0, 0, 0, 0)
        self.qwidget14 = QWidget(self.lineCard)
        self.qwidget14.setObjectName(u"qwidget14")
        self.qwidget14.setMinimumSize(QSize(76, 34))
        self.qwidget14.setMaximumSize(QSize(76, 16777215))
        self.layout13 = QHBoxLayout(self.qwidget14)
        self.layout13.setSpacing(3)
        self.layout13.setObjectName(u"layout13")
        self.layout13.setContentsMargins(0, 0, 0, 0)
        self.plainlabel11 = PlainLabel(self.qwidget14)
        self.plainlabel11.setObjectName(u"plainlabel11")
        self.plainlabel11.setProperty(u"role", u"label")

        self.layout13.addWidget(self.plainlabel11)

        self.gap12 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout13.addItem(self.gap12)


        self.layout15.addWidget(self.qwidget14)

        self.fromEdit = QLineEdit(self.lineCard)
        self.fromEdit.setObjectName(u"fromEdit")
        self.fromEdit.setMaxLength(200)

        self.layout15.addWidget(self.fromEdit)

        self.layout15.setStretch(1, 1)

        self.layout20.addLayout(self.layout15)


        self.layout21.addWidget(self.lineCard)

        self.layout21.setStretch(4, 1)
        QWidget.setTabOrder(self.findEdit, self.peopleTable)
        QWidget.setTabOrder(self.peopleTable, self.numberEdit)
        QWidget.setTabOrder(self.numberEdit, self.nameEdit)
        QWidget.setTabOrder(self.nameEdit, self.relationEdit)
        QWidget.setTabOrder(self.relationEdit, self.phoneEdit)
        QWidget.setTabOrder(self.phoneEdit, self.addButton)
        QWidget.setTabOrder(self.addButton, self.fromEdit)
        QWidget.setTabOrder(self.fromEdit, self.removeButton)

        self.retranslateUi(TransferWho)

        QMetaObject.connectSlotsByName(TransferWho)
    # setupUi

    def retranslateUi(self, TransferWho):
        self.plainlabel1.setText(QCoreApplication.translate("TransferWho", u"\u5c45\u6c11", None))
#if QT_CONFIG(accessibility)
        self.findEdit.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u9009\u62e9\u5c45\u6c11", None))
#endif // QT_CONFIG(accessibility)
        self.findEdit.setPlaceholderText(QCoreApplication.translate("TransferWho", u"\u59d3\u540d\u9996\u5b57\u6bcd / \u8bc1\u4ef6\u5c3e\u53f7 / \u697c-\u5355\u5143-\u5ba4", None))
        self.removeButton.setText(QCoreApplication.translate("TransferWho", u"\u79fb\u51fa\u540d\u5355", None))
        self.listTitle.setText(QCoreApplication.translate("TransferWho", u"\u8981\u529e\u8fc1\u79fb\u7684\u4eba", None))
#if QT_CONFIG(accessibility)
        self.peopleTable.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u8981\u529e\u8fc1\u79fb\u7684\u4eba", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel16.setText(QCoreApplication.translate("TransferWho", u"\u8fd8\u6ca1\u6709\u6863\u6848\u7684\u4eba", None))
        self.plainlabel17.setText(QCoreApplication.translate("TransferWho", u"\u8f93\u5b8c\u8bc1\u4ef6\u53f7\u4f1a\u81ea\u52a8\u67e5\u6709\u6ca1\u6709\u8001\u6863\u6848\uff1b\u4e00\u884c\u4e00\u4eba\uff0cEnter \u5230\u4e0b\u4e00\u683c", None))
        self.plainlabel6.setText(QCoreApplication.translate("TransferWho", u"\u8bc1\u4ef6\u53f7", None))
        self.plainlabel7.setText(QCoreApplication.translate("TransferWho", u"\u59d3\u540d", None))
        self.plainlabel8.setText(QCoreApplication.translate("TransferWho", u"\u4e0e\u6237\u4e3b\u5173\u7cfb", None))
        self.plainlabel9.setText(QCoreApplication.translate("TransferWho", u"\u8054\u7cfb\u7535\u8bdd", None))
#if QT_CONFIG(accessibility)
        self.numberEdit.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u8bc1\u4ef6\u53f7", None))
#endif // QT_CONFIG(accessibility)
        self.numberEdit.setPlaceholderText(QCoreApplication.translate("TransferWho", u"18 \u4f4d\uff0c\u6216\u5237\u5361\u8bfb\u5165", None))
#if QT_CONFIG(accessibility)
        self.nameEdit.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u59d3\u540d", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.relationEdit.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u4e0e\u6237\u4e3b\u5173\u7cfb", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.phoneEdit.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u8054\u7cfb\u7535\u8bdd", None))
#endif // QT_CONFIG(accessibility)
        self.phoneEdit.setPlaceholderText(QCoreApplication.translate("TransferWho", u"\u53ef\u4e0d\u586b", None))
        self.addButton.setText(QCoreApplication.translate("TransferWho", u"\u52a0\u5165\u540d\u5355", None))
        self.lineNote.setText("")
        self.plainlabel11.setText(QCoreApplication.translate("TransferWho", u"\u4ece\u54ea\u8fc1\u6765", None))
#if QT_CONFIG(accessibility)
        self.fromEdit.setAccessibleName(QCoreApplication.translate("TransferWho", u"\u4ece\u54ea\u91cc\u8fc1\u6765", None))
#endif // QT_CONFIG(accessibility)
        self.fromEdit.setPlaceholderText(QCoreApplication.translate("TransferWho", u"\u5e02\u3001\u533a\u53bf\u3001\u8857\u9053", None))
        pass
    # retranslateUi
