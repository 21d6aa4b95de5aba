# Generated from ui/resident_form.ui by ui/compile.py. Do not edit.
from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QComboBox, QGridLayout, QHBoxLayout,
    QLineEdit, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)

from gridhall.qt.buttons import Btn
from gridhall.qt.frames import Banner
from gridhall.qt.labels import PlainLabel
from gridhall.qt.suggest import Suggest

class Ui_ResidentForm(object):
    def setupUi(self, ResidentForm):
        if not ResidentForm.objectName():
            ResidentForm.setObjectName(u"ResidentForm")
        self.layout61 = QVBoxLayout(ResidentForm)
        self.layout61.setSpacing(10)
        self.layout61.setObjectName(u"layout61")
        self.layout61.setContentsMargins(20, 12, 20, 8)
        self.problemBanner = Banner(ResidentForm)
        self.problemBanner.setObjectName(u"problemBanner")

        self.layout61.addWidget(self.problemBanner)

        self.doubtBanner = Banner(ResidentForm)
        self.doubtBanner.setObjectName(u"doubtBanner")

        self.layout61.addWidget(self.doubtBanner)

        self.layout60 = QHBoxLayout()
        self.layout60.setSpacing(24)
        self.layout60.setObjectName(u"layout60")
        self.layout60.setContentsMargins(0, 0, 0, 0)
        self.layout32 = QVBoxLayout()
        self.layout32.setSpacing(0)
        self.layout32.setObjectName(u"layout32")
        self.layout32.setContentsMargins(0, 0, 0, 0)
        self.layout30 = QGridLayout()
        self.layout30.setObjectName(u"layout30")
        self.layout30.setHorizontalSpacing(10)
        self.layout30.setVerticalSpacing(4)
        self.layout30.setContentsMargins(0, 0, 0, 0)
        self.idNumberCaption = QWidget(ResidentForm)
        self.idNumberCaption.setObjectName(u"idNumberCaption")
        self.idNumberCaption.setMinimumSize(QSize(76, 34))
        self.idNumberCaption.setMaximumSize(QSize(76, 16777215))
        self.layout4 = QHBoxLayout(self.idNumberCaption)
        self.layout4.setSpacing(3)
        self.layout4.setObjectName(u"layout4")
        self.layout4.setContentsMargins(0, 0, 0, 0)
        self.plainlabel1 = PlainLabel(self.idNumberCaption)
        self.plainlabel1.setObjectName(u"plainlabel1")
        self.plainlabel1.setProperty(u"role", u"label")

        self.layout4.addWidget(self.plainlabel1)

        self.plainlabel2 = PlainLabel(self.idNumberCaption)
        self.plainlabel2.setObjectName(u"plainlabel2")
        self.plainlabel2.setProperty(u"role", u"err")

        self.layout4.addWidget(self.plainlabel2)

        self.gap3 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout4.addItem(self.gap3)


        self.layout30.addWidget(self.idNumberCaption, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.idNumberEdit = QLineEdit(ResidentForm)
        self.idNumberEdit.setObjectName(u"idNumberEdit")
        self.idNumberEdit.setMaxLength(40)

        self.layout30.addWidget(self.idNumberEdit, 0, 1, 1, 1)

        self.idNumberNote = PlainLabel(ResidentForm)
        self.idNumberNote.setObjectName(u"idNumberNote")
        self.idNumberNote.setWordWrap(True)
        self.idNumberNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.idNumberNote, 1, 1, 1, 1)

        self.sexCaption = QWidget(ResidentForm)
        self.sexCaption.setObjectName(u"sexCaption")
        self.sexCaption.setMinimumSize(QSize(76, 34))
        self.sexCaption.setMaximumSize(QSize(76, 16777215))
        self.layout7 = QHBoxLayout(self.sexCaption)
        self.layout7.setSpacing(3)
        self.layout7.setObjectName(u"layout7")
        self.layout7.setContentsMargins(0, 0, 0, 0)
        self.plainlabel5 = PlainLabel(self.sexCaption)
        self.plainlabel5.setObjectName(u"plainlabel5")
        self.plainlabel5.setProperty(u"role", u"label")

        self.layout7.addWidget(self.plainlabel5)

        self.gap6 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout7.addItem(self.gap6)


        self.layout30.addWidget(self.sexCaption, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.sexCombo = QComboBox(ResidentForm)
        self.sexCombo.setObjectName(u"sexCombo")

        self.layout30.addWidget(self.sexCombo, 2, 1, 1, 1)

        self.sexNote = PlainLabel(ResidentForm)
        self.sexNote.setObjectName(u"sexNote")
        self.sexNote.setWordWrap(True)
        self.sexNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.sexNote, 3, 1, 1, 1)

        self.birthCaption = QWidget(ResidentForm)
        self.birthCaption.setObjectName(u"birthCaption")
        self.birthCaption.setMinimumSize(QSize(76, 34))
        self.birthCaption.setMaximumSize(QSize(76, 16777215))
        self.layout10 = QHBoxLayout(self.birthCaption)
        self.layout10.setSpacing(3)
        self.layout10.setObjectName(u"layout10")
        self.layout10.setContentsMargins(0, 0, 0, 0)
        self.plainlabel8 = PlainLabel(self.birthCaption)
        self.plainlabel8.setObjectName(u"plainlabel8")
        self.plainlabel8.setProperty(u"role", u"label")

        self.layout10.addWidget(self.plainlabel8)

        self.gap9 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout10.addItem(self.gap9)


        self.layout30.addWidget(self.birthCaption, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.birthEdit = QLineEdit(ResidentForm)
        self.birthEdit.setObjectName(u"birthEdit")
        self.birthEdit.setMaxLength(20)

        self.layout30.addWidget(self.birthEdit, 4, 1, 1, 1)

        self.birthNote = PlainLabel(ResidentForm)
        self.birthNote.setObjectName(u"birthNote")
        self.birthNote.setWordWrap(True)
        self.birthNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.birthNote, 5, 1, 1, 1)

        self.nameCaption = QWidget(ResidentForm)
        self.nameCaption.setObjectName(u"nameCaption")
        self.nameCaption.setMinimumSize(QSize(76, 34))
        self.nameCaption.setMaximumSize(QSize(76, 16777215))
        self.layout14 = QHBoxLayout(self.nameCaption)
        self.layout14.setSpacing(3)
        self.layout14.setObjectName(u"layout14")
        self.layout14.setContentsMargins(0, 0, 0, 0)
        self.plainlabel11 = PlainLabel(self.nameCaption)
        self.plainlabel11.setObjectName(u"plainlabel11")
        self.plainlabel11.setProperty(u"role", u"label")

        self.layout14.addWidget(self.plainlabel11)

        self.plainlabel12 = PlainLabel(self.nameCaption)
        self.plainlabel12.setObjectName(u"plainlabel12")
        self.plainlabel12.setProperty(u"role", u"err")

        self.layout14.addWidget(self.plainlabel12)

        self.gap13 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout14.addItem(self.gap13)


        self.layout30.addWidget(self.nameCaption, 6, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.nameEdit = QLineEdit(ResidentForm)
        self.nameEdit.setObjectName(u"nameEdit")
        self.nameEdit.setMaxLength(100)

        self.layout30.addWidget(self.nameEdit, 6, 1, 1, 1)

        self.nameNote = PlainLabel(ResidentForm)
        self.nameNote.setObjectName(u"nameNote")
        self.nameNote.setWordWrap(True)
        self.nameNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.nameNote, 7, 1, 1, 1)

        self.phoneCaption = QWidget(ResidentForm)
        self.phoneCaption.setObjectName(u"phoneCaption")
        self.phoneCaption.setMinimumSize(QSize(76, 34))
        self.phoneCaption.setMaximumSize(QSize(76, 16777215))
        self.layout17 = QHBoxLayout(self.phoneCaption)
        self.layout17.setSpacing(3)
        self.layout17.setObjectName(u"layout17")
        self.layout17.setContentsMargins(0, 0, 0, 0)
        self.plainlabel15 = PlainLabel(self.phoneCaption)
        self.plainlabel15.setObjectName(u"plainlabel15")
        self.plainlabel15.setProperty(u"role", u"label")

        self.layout17.addWidget(self.plainlabel15)

        self.gap16 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout17.addItem(self.gap16)


        self.layout30.addWidget(self.phoneCaption, 8, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.phoneEdit = QLineEdit(ResidentForm)
        self.phoneEdit.setObjectName(u"phoneEdit")
        self.phoneEdit.setMaxLength(40)

        self.layout30.addWidget(self.phoneEdit, 8, 1, 1, 1)

        self.phoneNote = PlainLabel(ResidentForm)
        self.phoneNote.setObjectName(u"phoneNote")
        self.phoneNote.setWordWrap(True)
        self.phoneNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.phoneNote, 9, 1, 1, 1)

        self.phoneDoubt = PlainLabel(ResidentForm)
        self.phoneDoubt.setObjectName(u"phoneDoubt")
        self.phoneDoubt.setWordWrap(True)
        self.phoneDoubt.setProperty(u"role", u"warn")

        self.layout30.addWidget(self.phoneDoubt, 10, 1, 1, 1)

        self.addressCaption = QWidget(ResidentForm)
        self.addressCaption.setObjectName(u"addressCaption")
        self.addressCaption.setMinimumSize(QSize(76, 34))
        self.addressCaption.setMaximumSize(QSize(76, 16777215))
        self.layout21 = QHBoxLayout(self.addressCaption)
        self.layout21.setSpacing(3)
        self.layout21.setObjectName(u"layout21")
        self.layout21.setContentsMargins(0, 0, 0, 0)
        self.plainlabel18 = PlainLabel(self.addressCaption)
        self.plainlabel18.setObjectName(u"plainlabel18")
        self.plainlabel18.setProperty(u"role", u"label")

        self.layout21.addWidget(self.plainlabel18)

        self.plainlabel19 = PlainLabel(self.addressCaption)
        self.plainlabel19.setObjectName(u"plainlabel19")
        self.plainlabel19.setProperty(u"role", u"err")

        self.layout21.addWidget(self.plainlabel19)

        self.gap20 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout21.addItem(self.gap20)


        self.layout30.addWidget(self.addressCaption, 11, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.addressEdit = Suggest(ResidentForm)
        self.addressEdit.setObjectName(u"addressEdit")
        self.addressEdit.setMaxLength(100)

        self.layout30.addWidget(self.addressEdit, 11, 1, 1, 1)

        self.addressNote = PlainLabel(ResidentForm)
        self.addressNote.setObjectName(u"addressNote")
        self.addressNote.setWordWrap(True)
        self.addressNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.addressNote, 12, 1, 1, 1)

        self.homeLabel = PlainLabel(ResidentForm)
        self.homeLabel.setObjectName(u"homeLabel")
        self.homeLabel.setWordWrap(True)
        self.homeLabel.setProperty(u"role", u"meta")

        self.layout30.addWidget(self.homeLabel, 13, 1, 1, 1)

        self.relationCaption = QWidget(ResidentForm)
        self.relationCaption.setObjectName(u"relationCaption")
        self.relationCaption.setMinimumSize(QSize(76, 34))
        self.relationCaption.setMaximumSize(QSize(76, 16777215))
        self.layout25 = QHBoxLayout(self.relationCaption)
        self.layout25.setSpacing(3)
        self.layout25.setObjectName(u"layout25")
        self.layout25.setContentsMargins(0, 0, 0, 0)
        self.plainlabel22 = PlainLabel(self.relationCaption)
        self.plainlabel22.setObjectName(u"plainlabel22")
        self.plainlabel22.setProperty(u"role", u"label")

        self.layout25.addWidget(self.plainlabel22)

        self.plainlabel23 = PlainLabel(self.relationCaption)
        self.plainlabel23.setObjectName(u"plainlabel23")
        self.plainlabel23.setProperty(u"role", u"err")

        self.layout25.addWidget(self.plainlabel23)

        self.gap24 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout25.addItem(self.gap24)


        self.layout30.addWidget(self.relationCaption, 14, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.relationEdit = Suggest(ResidentForm)
        self.relationEdit.setObjectName(u"relationEdit")
        self.relationEdit.setMaxLength(20)

        self.layout30.addWidget(self.relationEdit, 14, 1, 1, 1)

        self.relationNote = PlainLabel(ResidentForm)
        self.relationNote.setObjectName(u"relationNote")
        self.relationNote.setWordWrap(True)
        self.relationNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.relationNote, 15, 1, 1, 1)

        self.hukouCaption = QWidget(ResidentForm)
        self.hukouCaption.setObjectName(u"hukouCaption")
        self.hukouCaption.setMinimumSize(QSize(76, 34))
        self.hukouCaption.setMaximumSize(QSize(76, 16777215))
        self.layout29 = QHBoxLayout(self.hukouCaption)
        self.layout29.setSpacing(3)
        self.layout29.setObjectName(u"layout29")
        self.layout29.setContentsMargins(0, 0, 0, 0)
        self.plainlabel26 = PlainLabel(self.hukouCaption)
        self.plainlabel26.setObjectName(u"plainlabel26")
        self.plainlabel26.setProperty(u"role", u"label")

        self.layout29.addWidget(self.plainlabel26)

        self.plainlabel27 = PlainLabel(self.hukouCaption)
        self.plainlabel27.setObjectName(u"plainlabel27")
        self.plainlabel27.setProperty(u"role", u"err")

        self.layout29.addWidget(self.plainlabel27)

        self.gap28 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout29.addItem(self.gap28)


        self.layout30.addWidget(self.hukouCaption, 16, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.hukouCombo = QComboBox(ResidentForm)
        self.hukouCombo.setObjectName(u"hukouCombo")

        self.layout30.addWidget(self.hukouCombo, 16, 1, 1, 1)

        self.hukouNote = PlainLabel(ResidentForm)
        self.hukouNote.setObjectName(u"hukouNote")
        self.hukouNote.setWordWrap(True)
        self.hukouNote.setProperty(u"role", u"err")

        self.layout30.addWidget(self.hukouNote, 17, 1, 1, 1)

        self.layout30.setColumnStretch(1, 1)

        self.layout32.addLayout(self.layout30)

        self.gap31 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout32.addItem(self.gap31)


        self.layout60.addLayout(self.layout32)

        self.layout59 = QVBoxLayout()
        self.layout59.setSpacing(0)
        self.layout59.setObjectName(u"layout59")
        self.layout59.setContentsMargins(0, 0, 0, 0)
        self.layout57 = QGridLayout()
        self.layout57.setObjectName(u"layout57")
        self.layout57.setHorizontalSpacing(10)
        self.layout57.setVerticalSpacing(4)
        self.layout57.setContentsMargins(0, 0, 0, 0)
        self.idKindCaption = QWidget(ResidentForm)
        self.idKindCaption.setObjectName(u"idKindCaption")
        self.idKindCaption.setMinimumSize(QSize(76, 34))
        self.idKindCaption.setMaximumSize(QSize(76, 16777215))
        self.layout35 = QHBoxLayout(self.idKindCaption)
        self.layout35.setSpacing(3)
        self.layout35.setObjectName(u"layout35")
        self.layout35.setContentsMargins(0, 0, 0, 0)
        self.plainlabel33 = PlainLabel(self.idKindCaption)
        self.plainlabel33.setObjectName(u"plainlabel33")
        self.plainlabel33.setProperty(u"role", u"label")

        self.layout35.addWidget(self.plainlabel33)

        self.gap34 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout35.addItem(self.gap34)


        self.layout57.addWidget(self.idKindCaption, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.idKindCombo = QComboBox(ResidentForm)
        self.idKindCombo.setObjectName(u"idKindCombo")

        self.layout57.addWidget(self.idKindCombo, 0, 1, 1, 1)

        self.hukouAddressCaption = QWidget(ResidentForm)
        self.hukouAddressCaption.setObjectName(u"hukouAddressCaption")
        self.hukouAddressCaption.setMinimumSize(QSize(76, 34))
        self.hukouAddressCaption.setMaximumSize(QSize(76, 16777215))
        self.layout38 = QHBoxLayout(self.hukouAddressCaption)
        self.layout38.setSpacing(3)
        self.layout38.setObjectName(u"layout38")
        self.layout38.setContentsMargins(0, 0, 0, 0)
        self.plainlabel36 = PlainLabel(self.hukouAddressCaption)
        self.plainlabel36.setObjectName(u"plainlabel36")
        self.plainlabel36.setProperty(u"role", u"label")

        self.layout38.addWidget(self.plainlabel36)

        self.gap37 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout38.addItem(self.gap37)


        self.layout57.addWidget(self.hukouAddressCaption, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.hukouAddressEdit = QLineEdit(ResidentForm)
        self.hukouAddressEdit.setObjectName(u"hukouAddressEdit")
        self.hukouAddressEdit.setMaxLength(200)

        self.layout57.addWidget(self.hukouAddressEdit, 2, 1, 1, 1)

        self.hukouAddressNote = PlainLabel(ResidentForm)
        self.hukouAddressNote.setObjectName(u"hukouAddressNote")
        self.hukouAddressNote.setWordWrap(True)
        self.hukouAddressNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.hukouAddressNote, 3, 1, 1, 1)

        self.ethnicityCaption = QWidget(ResidentForm)
        self.ethnicityCaption.setObjectName(u"ethnicityCaption")
        self.ethnicityCaption.setMinimumSize(QSize(76, 34))
        self.ethnicityCaption.setMaximumSize(QSize(76, 16777215))
        self.layout41 = QHBoxLayout(self.ethnicityCaption)
        self.layout41.setSpacing(3)
        self.layout41.setObjectName(u"layout41")
        self.layout41.setContentsMargins(0, 0, 0, 0)
        self.plainlabel39 = PlainLabel(self.ethnicityCaption)
        self.plainlabel39.setObjectName(u"plainlabel39")
        self.plainlabel39.setProperty(u"role", u"label")

        self.layout41.addWidget(self.plainlabel39)

        self.gap40 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout41.addItem(self.gap40)


        self.layout57.addWidget(self.ethnicityCaption, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.ethnicityEdit = Suggest(ResidentForm)
        self.ethnicityEdit.setObjectName(u"ethnicityEdit")
        self.ethnicityEdit.setMaxLength(20)

        self.layout57.addWidget(self.ethnicityEdit, 4, 1, 1, 1)

        self.ethnicityNote = PlainLabel(ResidentForm)
        self.ethnicityNote.setObjectName(u"ethnicityNote")
        self.ethnicityNote.setWordWrap(True)
        self.ethnicityNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.ethnicityNote, 5, 1, 1, 1)

        self.partyCaption = QWidget(ResidentForm)
        self.partyCaption.setObjectName(u"partyCaption")
        self.partyCaption.setMinimumSize(QSize(76, 34))
        self.partyCaption.setMaximumSize(QSize(76, 16777215))
        self.layout44 = QHBoxLayout(self.partyCaption)
        self.layout44.setSpacing(3)
        self.layout44.setObjectName(u"layout44")
        self.layout44.setContentsMargins(0, 0, 0, 0)
        self.plainlabel42 = PlainLabel(self.partyCaption)
        self.plainlabel42.setObjectName(u"plainlabel42")
        self.plainlabel42.setProperty(u"role", u"label")

        self.layout44.addWidget(self.plainlabel42)

        self.gap43 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout44.addItem(self.gap43)


        self.layout57.addWidget(self.partyCaption, 6, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.partyEdit = Suggest(ResidentForm)
        self.partyEdit.setObjectName(u"partyEdit")
        self.partyEdit.setMaxLength(20)

        self.layout57.addWidget(self.partyEdit, 6, 1, 1, 1)

        self.partyNote = PlainLabel(ResidentForm)
        self.partyNote.setObjectName(u"partyNote")
        self.partyNote.setWordWrap(True)
        self.partyNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.partyNote, 7, 1, 1, 1)

        self.educationCaption = QWidget(ResidentForm)
        self.educationCaption.setObjectName(u"educationCaption")
        self.educationCaption.setMinimumSize(QSize(76, 34))
        self.educationCaption.setMaximumSize(QSize(76, 16777215))
        self.layout47 = QHBoxLayout(self.educationCaption)
        self.layout47.setSpacing(3)
        self.layout47.setObjectName(u"layout47")
        self.layout47.setContentsMargins(0, 0, 0, 0)
        self.plainlabel45 = PlainLabel(self.educationCaption)
        self.plainlabel45.setObjectName(u"plainlabel45")
        self.plainlabel45.setProperty(u"role", u"label")

        self.layout47.addWidget(self.plainlabel45)

        self.gap46 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout47.addItem(self.gap46)


        self.layout57.addWidget(self.educationCaption, 8, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.educationEdit = Suggest(ResidentForm)
        self.educationEdit.setObjectName(u"educationEdit")
        self.educationEdit.setMaxLength(20)

        self.layout57.addWidget(self.educationEdit, 8, 1, 1, 1)

        self.educationNote = PlainLabel(ResidentForm)
        self.educationNote.setObjectName(u"educationNote")
        self.educationNote.setWordWrap(True)
        self.educationNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.educationNote, 9, 1, 1, 1)

        self.maritalCaption = QWidget(ResidentForm)
        self.maritalCaption.setObjectName(u"maritalCaption")
        self.maritalCaption.setMinimumSize(QSize(76, 34))
        self.maritalCaption.setMaximumSize(QSize(76, 16777215))
        self.layout50 = QHBoxLayout(self.maritalCaption)
        self.layout50.setSpacing(3)
        self.layout50.setObjectName(u"layout50")
        self.layout50.setContentsMargins(0, 0, 0, 0)
        self.plainlabel48 = PlainLabel(self.maritalCaption)
        self.plainlabel48.setObjectName(u"plainlabel48")
        self.plainlabel48.setProperty(u"role", u"label")

        self.layout50.addWidget(self.plainlabel48)

        self.gap49 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout50.addItem(self.gap49)


        self.layout57.addWidget(self.maritalCaption, 10, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.maritalEdit = Suggest(ResidentForm)
        self.maritalEdit.setObjectName(u"maritalEdit")
        self.maritalEdit.setMaxLength(20)

        self.layout57.addWidget(self.maritalEdit, 10, 1, 1, 1)

        self.maritalNote = PlainLabel(ResidentForm)
        self.maritalNote.setObjectName(u"maritalNote")
        self.maritalNote.setWordWrap(True)
        self.maritalNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.maritalNote, 11, 1, 1, 1)

        self.formerNameCaption = QWidget(ResidentForm)
        self.formerNameCaption.setObjectName(u"formerNameCaption")
        self.formerNameCaption.setMinimumSize(QSize(76, 34))
        self.formerNameCaption.setMaximumSize(QSize(76, 16777215))
        self.layout53 = QHBoxLayout(self.formerNameCaption)
        self.layout53.setSpacing(3)
        self.layout53.setObjectName(u"layout53")
        self.layout53.setContentsMargins(0, 0, 0, 0)
        self.plainlabel51 = PlainLabel(self.formerNameCaption)
        self.plainlabel51.setObjectName(u"plainlabel51")
        self.plainlabel51.setProperty(u"role", u"label")

        self.layout53.addWidget(self.plainlabel51)

        self.gap52 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout53.addItem(self.gap52)


        self.layout57.addWidget(self.formerNameCaption, 12, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.formerNameEdit = QLineEdit(ResidentForm)
        self.formerNameEdit.setObjectName(u"formerNameEdit")
        self.formerNameEdit.setMaxLength(100)

        self.layout57.addWidget(self.formerNameEdit, 12, 1, 1, 1)

        self.formerNameNote = PlainLabel(ResidentForm)
        self.formerNameNote.setObjectName(u"formerNameNote")
        self.formerNameNote.setWordWrap(True)
        self.formerNameNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.formerNameNote, 13, 1, 1, 1)

        self.noteCaption = QWidget(ResidentForm)
        self.noteCaption.setObjectName(u"noteCaption")
        self.noteCaption.setMinimumSize(QSize(76, 34))
        self.noteCaption.setMaximumSize(QSize(76, 16777215))
        self.layout56 = QHBoxLayout(self.noteCaption)
        self.layout56.setSpacing(3)
        self.layout56.setObjectName(u"layout56")
        self.layout56.setContentsMargins(0, 0, 0, 0)
        self.plainlabel54 = PlainLabel(self.noteCaption)
        self.plainlabel54.setObjectName(u"plainlabel54")
        self.plainlabel54.setProperty(u"role", u"label")

        self.layout56.addWidget(self.plainlabel54)

        self.gap55 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout56.addItem(self.gap55)


        self.layout57.addWidget(self.noteCaption, 14, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.noteEdit = QLineEdit(ResidentForm)
        self.noteEdit.setObjectName(u"noteEdit")
        self.noteEdit.setMaxLength(500)

        self.layout57.addWidget(self.noteEdit, 14, 1, 1, 1)

        self.noteNote = PlainLabel(ResidentForm)
        self.noteNote.setObjectName(u"noteNote")
        self.noteNote.setWordWrap(True)
        self.noteNote.setProperty(u"role", u"err")

        self.layout57.addWidget(self.noteNote, 15, 1, 1, 1)

        self.layout57.setColumnStretch(1, 1)

        self.layout59.addLayout(self.layout57)

        self.gap58 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout59.addItem(self.gap58)


        self.layout60.addLayout(self.layout59)

        self.layout60.setStretch(0, 1)
        self.layout60.setStretch(1, 1)

        self.layout61.addLayout(self.layout60)

        self.layout90 = QHBoxLayout()
        self.layout90.setSpacing(8)
        self.layout90.setObjectName(u"layout90")
        self.layout90.setContentsMargins(0, 0, 0, 0)
        self.moreButton = Btn(ResidentForm)
        self.moreButton.setObjectName(u"moreButton")
        self.moreButton.setProperty(u"hint", u"Alt+M")
        self.moreButton.setProperty(u"kind", u"text")
        self.moreButton.setProperty(u"glyph", u"keyboard_arrow_right")

        self.layout90.addWidget(self.moreButton)

        self.gap90 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout90.addItem(self.gap90)


        self.layout61.addLayout(self.layout90)

        self.morePart = QWidget(ResidentForm)
        self.morePart.setObjectName(u"morePart")
        self.layout91 = QVBoxLayout(self.morePart)
        self.layout91.setSpacing(0)
        self.layout91.setObjectName(u"layout91")
        self.layout91.setContentsMargins(0, 0, 0, 0)
        self.layout92 = QHBoxLayout()
        self.layout92.setSpacing(24)
        self.layout92.setObjectName(u"layout92")
        self.layout92.setContentsMargins(0, 0, 0, 0)
        self.layout93 = QGridLayout()
        self.layout93.setObjectName(u"layout93")
        self.layout93.setHorizontalSpacing(10)
        self.layout93.setVerticalSpacing(4)
        self.layout93.setContentsMargins(0, 0, 0, 0)
        self.workplaceCaption = QWidget(self.morePart)
        self.workplaceCaption.setObjectName(u"workplaceCaption")
        self.workplaceCaption.setMinimumSize(QSize(76, 34))
        self.workplaceCaption.setMaximumSize(QSize(76, 16777215))
        self.layout101 = QHBoxLayout(self.workplaceCaption)
        self.layout101.setSpacing(3)
        self.layout101.setObjectName(u"layout101")
        self.layout101.setContentsMargins(0, 0, 0, 0)
        self.plainlabel101 = PlainLabel(self.workplaceCaption)
        self.plainlabel101.setObjectName(u"plainlabel101")
        self.plainlabel101.setProperty(u"role", u"label")

        self.layout101.addWidget(self.plainlabel101)

        self.gap101 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout101.addItem(self.gap101)


        self.layout93.addWidget(self.workplaceCaption, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.workplaceEdit = QLineEdit(self.morePart)
        self.workplaceEdit.setObjectName(u"workplaceEdit")
        self.workplaceEdit.setMaxLength(100)

        self.layout93.addWidget(self.workplaceEdit, 0, 1, 1, 1)

        self.workplaceNote = PlainLabel(self.morePart)
        self.workplaceNote.setObjectName(u"workplaceNote")
        self.workplaceNote.setWordWrap(True)
        self.workplaceNote.setProperty(u"role", u"err")

        self.layout93.addWidget(self.workplaceNote, 1, 1, 1, 1)

        self.occupationCaption = QWidget(self.morePart)
        self.occupationCaption.setObjectName(u"occupationCaption")
        self.occupationCaption.setMinimumSize(QSize(76, 34))
        self.occupationCaption.setMaximumSize(QSize(76, 16777215))
        self.layout102 = QHBoxLayout(self.occupationCaption)
        self.layout102.setSpacing(3)
        self.layout102.setObjectName(u"layout102")
        self.layout102.setContentsMargins(0, 0, 0, 0)
        self.plainlabel102 = PlainLabel(self.occupationCaption)
        self.plainlabel102.setObjectName(u"plainlabel102")
        self.plainlabel102.setProperty(u"role", u"label")

        self.layout102.addWidget(self.plainlabel102)

        self.gap102 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout102.addItem(self.gap102)


        self.layout93.addWidget(self.occupationCaption, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.occupationEdit = QLineEdit(self.morePart)
        self.occupationEdit.setObjectName(u"occupationEdit")
        self.occupationEdit.setMaxLength(60)

        self.layout93.addWidget(self.occupationEdit, 2, 1, 1, 1)

        self.occupationNote = PlainLabel(self.morePart)
        self.occupationNote.setObjectName(u"occupationNote")
        self.occupationNote.setWordWrap(True)
        self.occupationNote.setProperty(u"role", u"err")

        self.layout93.addWidget(self.occupationNote, 3, 1, 1, 1)

        self.militaryCaption = QWidget(self.morePart)
        self.militaryCaption.setObjectName(u"militaryCaption")
        self.militaryCaption.setMinimumSize(QSize(76, 34))
        self.militaryCaption.setMaximumSize(QSize(76, 16777215))
        self.layout103 = QHBoxLayout(self.militaryCaption)
        self.layout103.setSpacing(3)
        self.layout103.setObjectName(u"layout103")
        self.layout103.setContentsMargins(0, 0, 0, 0)
        self.plainlabel103 = PlainLabel(self.militaryCaption)
        self.plainlabel103.setObjectName(u"plainlabel103")
        self.plainlabel103.setProperty(u"role", u"label")

        self.layout103.addWidget(self.plainlabel103)

        self.gap103 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout103.addItem(self.gap103)


        self.layout93.addWidget(self.militaryCaption, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.militaryEdit = QLineEdit(self.morePart)
        self.militaryEdit.setObjectName(u"militaryEdit")
        self.militaryEdit.setMaxLength(20)

        self.layout93.addWidget(self.militaryEdit, 4, 1, 1, 1)

        self.militaryNote = PlainLabel(self.morePart)
        self.militaryNote.setObjectName(u"militaryNote")
        self.militaryNote.setWordWrap(True)
        self.militaryNote.setProperty(u"role", u"err")

        self.layout93.addWidget(self.militaryNote, 5, 1, 1, 1)

        self.otherAddressCaption = QWidget(self.morePart)
        self.otherAddressCaption.setObjectName(u"otherAddressCaption")
        self.otherAddressCaption.setMinimumSize(QSize(76, 34))
        self.otherAddressCaption.setMaximumSize(QSize(76, 16777215))
        self.layout104 = QHBoxLayout(self.otherAddressCaption)
        self.layout104.setSpacing(3)
        self.layout104.setObjectName(u"layout104")
        self.layout104.setContentsMargins(0, 0, 0, 0)
        self.plainlabel104 = PlainLabel(self.otherAddressCaption)
        self.plainlabel104.setObjectName(u"plainlabel104")
        self.plainlabel104.setProperty(u"role", u"label")

        self.layout104.addWidget(self.plainlabel104)

        self.gap104 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout104.addItem(self.gap104)


        self.layout93.addWidget(self.otherAddressCaption, 6, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.otherAddressEdit = QLineEdit(self.morePart)
        self.otherAddressEdit.setObjectName(u"otherAddressEdit")
        self.otherAddressEdit.setMaxLength(200)

        self.layout93.addWidget(self.otherAddressEdit, 6, 1, 1, 1)

        self.otherAddressNote = PlainLabel(self.morePart)
        self.otherAddressNote.setObjectName(u"otherAddressNote")
        self.otherAddressNote.setWordWrap(True)
        self.otherAddressNote.setProperty(u"role", u"err")

        self.layout93.addWidget(self.otherAddressNote, 7, 1, 1, 1)

        self.layout93.setColumnStretch(1, 1)

        self.layout92.addLayout(self.layout93)

        self.layout94 = QGridLayout()
        self.layout94.setObjectName(u"layout94")
        self.layout94.setHorizontalSpacing(10)
        self.layout94.setVerticalSpacing(4)
        self.layout94.setContentsMargins(0, 0, 0, 0)
        self.birthPlaceCaption = QWidget(self.morePart)
        self.birthPlaceCaption.setObjectName(u"birthPlaceCaption")
        self.birthPlaceCaption.setMinimumSize(QSize(76, 34))
        self.birthPlaceCaption.setMaximumSize(QSize(76, 16777215))
        self.layout105 = QHBoxLayout(self.birthPlaceCaption)
        self.layout105.setSpacing(3)
        self.layout105.setObjectName(u"layout105")
        self.layout105.setContentsMargins(0, 0, 0, 0)
        self.plainlabel105 = PlainLabel(self.birthPlaceCaption)
        self.plainlabel105.setObjectName(u"plainlabel105")
        self.plainlabel105.setProperty(u"role", u"label")

        self.layout105.addWidget(self.plainlabel105)

        self.gap105 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout105.addItem(self.gap105)


        self.layout94.addWidget(self.birthPlaceCaption, 0, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.birthPlaceEdit = QLineEdit(self.morePart)
        self.birthPlaceEdit.setObjectName(u"birthPlaceEdit")
        self.birthPlaceEdit.setMaxLength(100)

        self.layout94.addWidget(self.birthPlaceEdit, 0, 1, 1, 1)

        self.birthPlaceNote = PlainLabel(self.morePart)
        self.birthPlaceNote.setObjectName(u"birthPlaceNote")
        self.birthPlaceNote.setWordWrap(True)
        self.birthPlaceNote.setProperty(u"role", u"err")

        self.layout94.addWidget(self.birthPlaceNote, 1, 1, 1, 1)

        self.nativePlaceCaption = QWidget(self.morePart)
        self.nativePlaceCaption.setObjectName(u"nativePlaceCaption")
        self.nativePlaceCaption.setMinimumSize(QSize(76, 34))
        self.nativePlaceCaption.setMaximumSize(QSize(76, 16777215))
        self.layout106 = QHBoxLayout(self.nativePlaceCaption)
        self.layout106.setSpacing(3)
        self.layout106.setObjectName(u"layout106")
        self.layout106.setContentsMargins(0, 0, 0, 0)
        self.plainlabel106 = PlainLabel(self.nativePlaceCaption)
        self.plainlabel106.setObjectName(u"plainlabel106")
        self.plainlabel106.setProperty(u"role", u"label")

        self.layout106.addWidget(self.plainlabel106)

        self.gap106 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout106.addItem(self.gap106)


        self.layout94.addWidget(self.nativePlaceCaption, 2, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.nativePlaceEdit = QLineEdit(self.morePart)
        self.nativePlaceEdit.setObjectName(u"nativePlaceEdit")
        self.nativePlaceEdit.setMaxLength(100)

        self.layout94.addWidget(self.nativePlaceEdit, 2, 1, 1, 1)

        self.nativePlaceNote = PlainLabel(self.morePart)
        self.nativePlaceNote.setObjectName(u"nativePlaceNote")
        self.nativePlaceNote.setWordWrap(True)
        self.nativePlaceNote.setProperty(u"role", u"err")

        self.layout94.addWidget(self.nativePlaceNote, 3, 1, 1, 1)

        self.cameToCityCaption = QWidget(self.morePart)
        self.cameToCityCaption.setObjectName(u"cameToCityCaption")
        self.cameToCityCaption.setMinimumSize(QSize(76, 34))
        self.cameToCityCaption.setMaximumSize(QSize(76, 16777215))
        self.layout107 = QHBoxLayout(self.cameToCityCaption)
        self.layout107.setSpacing(3)
        self.layout107.setObjectName(u"layout107")
        self.layout107.setContentsMargins(0, 0, 0, 0)
        self.plainlabel107 = PlainLabel(self.cameToCityCaption)
        self.plainlabel107.setObjectName(u"plainlabel107")
        self.plainlabel107.setProperty(u"role", u"label")

        self.layout107.addWidget(self.plainlabel107)

        self.gap107 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout107.addItem(self.gap107)


        self.layout94.addWidget(self.cameToCityCaption, 4, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.cameToCityEdit = QLineEdit(self.morePart)
        self.cameToCityEdit.setObjectName(u"cameToCityEdit")
        self.cameToCityEdit.setMaxLength(200)

        self.layout94.addWidget(self.cameToCityEdit, 4, 1, 1, 1)

        self.cameToCityNote = PlainLabel(self.morePart)
        self.cameToCityNote.setObjectName(u"cameToCityNote")
        self.cameToCityNote.setWordWrap(True)
        self.cameToCityNote.setProperty(u"role", u"err")

        self.layout94.addWidget(self.cameToCityNote, 5, 1, 1, 1)

        self.cameHereCaption = QWidget(self.morePart)
        self.cameHereCaption.setObjectName(u"cameHereCaption")
        self.cameHereCaption.setMinimumSize(QSize(76, 34))
        self.cameHereCaption.setMaximumSize(QSize(76, 16777215))
        self.layout108 = QHBoxLayout(self.cameHereCaption)
        self.layout108.setSpacing(3)
        self.layout108.setObjectName(u"layout108")
        self.layout108.setContentsMargins(0, 0, 0, 0)
        self.plainlabel108 = PlainLabel(self.cameHereCaption)
        self.plainlabel108.setObjectName(u"plainlabel108")
        self.plainlabel108.setProperty(u"role", u"label")

        self.layout108.addWidget(self.plainlabel108)

        self.gap108 = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.layout108.addItem(self.gap108)


        self.layout94.addWidget(self.cameHereCaption, 6, 0, 1, 1, Qt.AlignmentFlag.AlignTop)

        self.cameHereEdit = QLineEdit(self.morePart)
        self.cameHereEdit.setObjectName(u"cameHereEdit")
        self.cameHereEdit.setMaxLength(200)

        self.layout94.addWidget(self.cameHereEdit, 6, 1, 1, 1)

        self.cameHereNote = PlainLabel(self.morePart)
        self.cameHereNote.setObjectName(u"cameHereNote")
        self.cameHereNote.setWordWrap(True)
        self.cameHereNote.setProperty(u"role", u"err")

        self.layout94.addWidget(self.cameHereNote, 7, 1, 1, 1)

        self.layout94.setColumnStretch(1, 1)

        self.layout92.addLayout(self.layout94)

        self.layout92.setStretch(0, 1)
        self.layout92.setStretch(1, 1)

        self.layout91.addLayout(self.layout92)


        self.layout61.addWidget(self.morePart)

        self.gap95 = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.layout61.addItem(self.gap95)

        self.layout61.setStretch(5, 1)

        self.retranslateUi(ResidentForm)

        QMetaObject.connectSlotsByName(ResidentForm)
    # setupUi

    def retranslateUi(self, ResidentForm):
        self.plainlabel1.setText(QCoreApplication.translate("ResidentForm", u"\u8bc1\u4ef6\u53f7", None))
        self.plainlabel2.setText(QCoreApplication.translate("ResidentForm", u"*", None))
        self.idNumberEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"18 \u4f4d\uff0c\u6216\u5237\u5361\u8bfb\u5165", None))
#if QT_CONFIG(accessibility)
        self.idNumberEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u8bc1\u4ef6\u53f7\uff0c18 \u4f4d", None))
#endif // QT_CONFIG(accessibility)
        self.idNumberNote.setText("")
        self.plainlabel5.setText(QCoreApplication.translate("ResidentForm", u"\u6027\u522b", None))
#if QT_CONFIG(accessibility)
        self.sexCombo.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u6027\u522b", None))
#endif // QT_CONFIG(accessibility)
        self.sexNote.setText("")
        self.plainlabel8.setText(QCoreApplication.translate("ResidentForm", u"\u51fa\u751f\u65e5\u671f", None))
        self.birthEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u5982 1990-05-06", None))
#if QT_CONFIG(accessibility)
        self.birthEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u51fa\u751f\u65e5\u671f", None))
#endif // QT_CONFIG(accessibility)
        self.birthNote.setText("")
        self.plainlabel11.setText(QCoreApplication.translate("ResidentForm", u"\u59d3\u540d", None))
        self.plainlabel12.setText(QCoreApplication.translate("ResidentForm", u"*", None))
        self.nameEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u4e0e\u8bc1\u4ef6\u4e00\u81f4", None))
#if QT_CONFIG(accessibility)
        self.nameEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u59d3\u540d\uff0c\u5fc5\u586b", None))
#endif // QT_CONFIG(accessibility)
        self.nameNote.setText("")
        self.plainlabel15.setText(QCoreApplication.translate("ResidentForm", u"\u7535\u8bdd", None))
        self.phoneEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"11 \u4f4d\u624b\u673a\u53f7\u6216\u533a\u53f7-\u53f7\u7801", None))
#if QT_CONFIG(accessibility)
        self.phoneEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u8054\u7cfb\u7535\u8bdd", None))
#endif // QT_CONFIG(accessibility)
        self.phoneNote.setText("")
        self.phoneDoubt.setText("")
        self.plainlabel18.setText(QCoreApplication.translate("ResidentForm", u"\u697c-\u5355\u5143-\u5ba4", None))
        self.plainlabel19.setText(QCoreApplication.translate("ResidentForm", u"*", None))
        self.addressEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u5982 3-2-501\uff0c\u6216\u52a0\u5c0f\u533a\u540d", None))
#if QT_CONFIG(accessibility)
        self.addressEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u4f4f\u5740\uff0c\u697c-\u5355\u5143-\u5ba4\uff0c\u5fc5\u586b", None))
#endif // QT_CONFIG(accessibility)
        self.addressNote.setText("")
        self.homeLabel.setText("")
        self.plainlabel22.setText(QCoreApplication.translate("ResidentForm", u"\u4e0e\u6237\u4e3b\u5173\u7cfb", None))
        self.plainlabel23.setText(QCoreApplication.translate("ResidentForm", u"*", None))
        self.relationEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u9996\u5b57\u6bcd\uff0c\u5982 z \u5b50\u3001n \u5973", None))
#if QT_CONFIG(accessibility)
        self.relationEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u4e0e\u6237\u4e3b\u5173\u7cfb\uff0c\u5fc5\u586b", None))
#endif // QT_CONFIG(accessibility)
        self.relationNote.setText("")
        self.plainlabel26.setText(QCoreApplication.translate("ResidentForm", u"\u6237\u7c4d\u72b6\u6001", None))
        self.plainlabel27.setText(QCoreApplication.translate("ResidentForm", u"*", None))
#if QT_CONFIG(accessibility)
        self.hukouCombo.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u6237\u7c4d\u72b6\u6001\uff0c\u5fc5\u586b", None))
#endif // QT_CONFIG(accessibility)
        self.hukouNote.setText("")
        self.plainlabel33.setText(QCoreApplication.translate("ResidentForm", u"\u8bc1\u4ef6\u7c7b\u578b", None))
#if QT_CONFIG(accessibility)
        self.idKindCombo.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u8bc1\u4ef6\u7c7b\u578b", None))
#endif // QT_CONFIG(accessibility)
        self.plainlabel36.setText(QCoreApplication.translate("ResidentForm", u"\u6237\u7c4d\u5730\u5740", None))
        self.hukouAddressEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u5916\u5730\u6237\u7c4d\u5199\u5230\u6751\u6216\u793e\u533a", None))
#if QT_CONFIG(accessibility)
        self.hukouAddressEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u6237\u7c4d\u5730\u5740", None))
#endif // QT_CONFIG(accessibility)
        self.hukouAddressNote.setText("")
        self.plainlabel39.setText(QCoreApplication.translate("ResidentForm", u"\u6c11\u65cf", None))
        self.ethnicityEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u9996\u5b57\u6bcd\uff0c\u5982 h \u6c49\u65cf", None))
#if QT_CONFIG(accessibility)
        self.ethnicityEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u6c11\u65cf", None))
#endif // QT_CONFIG(accessibility)
        self.ethnicityNote.setText("")
        self.plainlabel42.setText(QCoreApplication.translate("ResidentForm", u"\u653f\u6cbb\u9762\u8c8c", None))
        self.partyEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u9996\u5b57\u6bcd\uff0c\u5982 qz \u7fa4\u4f17", None))
#if QT_CONFIG(accessibility)
        self.partyEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u653f\u6cbb\u9762\u8c8c", None))
#endif // QT_CONFIG(accessibility)
        self.partyNote.setText("")
        self.plainlabel45.setText(QCoreApplication.translate("ResidentForm", u"\u6587\u5316\u7a0b\u5ea6", None))
        self.educationEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u9996\u5b57\u6bcd\uff0c\u5982 dx \u5927\u5b66", None))
#if QT_CONFIG(accessibility)
        self.educationEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u6587\u5316\u7a0b\u5ea6", None))
#endif // QT_CONFIG(accessibility)
        self.educationNote.setText("")
        self.plainlabel48.setText(QCoreApplication.translate("ResidentForm", u"\u5a5a\u59fb\u72b6\u51b5", None))
        self.maritalEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u9996\u5b57\u6bcd\uff0c\u5982 yh \u5df2\u5a5a", None))
#if QT_CONFIG(accessibility)
        self.maritalEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u5a5a\u59fb\u72b6\u51b5", None))
#endif // QT_CONFIG(accessibility)
        self.maritalNote.setText("")
        self.plainlabel51.setText(QCoreApplication.translate("ResidentForm", u"\u66fe\u7528\u540d", None))
        self.formerNameEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u53ef\u4e0d\u586b", None))
#if QT_CONFIG(accessibility)
        self.formerNameEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u66fe\u7528\u540d", None))
#endif // QT_CONFIG(accessibility)
        self.formerNameNote.setText("")
        self.plainlabel54.setText(QCoreApplication.translate("ResidentForm", u"\u5907\u6ce8", None))
        self.noteEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u53ef\u4e0d\u586b", None))
#if QT_CONFIG(accessibility)
        self.noteEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u5907\u6ce8", None))
#endif // QT_CONFIG(accessibility)
        self.noteNote.setText("")
        self.moreButton.setText(QCoreApplication.translate("ResidentForm", u"\u767b\u8bb0\u5361\u5176\u4f59\u9879\u76ee", None))
        self.plainlabel101.setText(QCoreApplication.translate("ResidentForm", u"\u670d\u52a1\u5904\u6240", None))
        self.workplaceEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u5355\u4f4d\u6216\u5b66\u6821", None))
#if QT_CONFIG(accessibility)
        self.workplaceEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u670d\u52a1\u5904\u6240", None))
#endif // QT_CONFIG(accessibility)
        self.workplaceNote.setText("")
        self.plainlabel102.setText(QCoreApplication.translate("ResidentForm", u"\u804c\u4e1a", None))
        self.occupationEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u5982 \u6559\u5e08\u3001\u52a1\u519c", None))
#if QT_CONFIG(accessibility)
        self.occupationEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u804c\u4e1a", None))
#endif // QT_CONFIG(accessibility)
        self.occupationNote.setText("")
        self.plainlabel103.setText(QCoreApplication.translate("ResidentForm", u"\u5175\u5f79\u72b6\u51b5", None))
        self.militaryEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u5982 \u672a\u670d\u5175\u5f79\u3001\u9000\u5f79", None))
#if QT_CONFIG(accessibility)
        self.militaryEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u5175\u5f79\u72b6\u51b5", None))
#endif // QT_CONFIG(accessibility)
        self.militaryNote.setText("")
        self.plainlabel104.setText(QCoreApplication.translate("ResidentForm", u"\u5176\u4ed6\u4f4f\u5740", None))
        self.otherAddressEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u672c\u5e02\uff08\u53bf\uff09\u5176\u4ed6\u4f4f\u5740", None))
#if QT_CONFIG(accessibility)
        self.otherAddressEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u672c\u5e02\u5176\u4ed6\u4f4f\u5740", None))
#endif // QT_CONFIG(accessibility)
        self.otherAddressNote.setText("")
        self.plainlabel105.setText(QCoreApplication.translate("ResidentForm", u"\u51fa\u751f\u5730", None))
        self.birthPlaceEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u7701\u3001\u5e02\u3001\u53bf\uff08\u533a\uff09", None))
#if QT_CONFIG(accessibility)
        self.birthPlaceEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u51fa\u751f\u5730", None))
#endif // QT_CONFIG(accessibility)
        self.birthPlaceNote.setText("")
        self.plainlabel106.setText(QCoreApplication.translate("ResidentForm", u"\u7c4d\u8d2f", None))
        self.nativePlaceEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u7956\u7236\u7684\u51fa\u751f\u5730", None))
#if QT_CONFIG(accessibility)
        self.nativePlaceEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u7c4d\u8d2f", None))
#endif // QT_CONFIG(accessibility)
        self.nativePlaceNote.setText("")
        self.plainlabel107.setText(QCoreApplication.translate("ResidentForm", u"\u8fc1\u6765\u672c\u5e02", None))
        self.cameToCityEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u4f55\u65f6\u7531\u4f55\u5730\u8fc1\u6765\u672c\u5e02\uff08\u53bf\uff09", None))
#if QT_CONFIG(accessibility)
        self.cameToCityEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u4f55\u65f6\u7531\u4f55\u5730\u8fc1\u6765\u672c\u5e02", None))
#endif // QT_CONFIG(accessibility)
        self.cameToCityNote.setText("")
        self.plainlabel108.setText(QCoreApplication.translate("ResidentForm", u"\u8fc1\u6765\u672c\u5740", None))
        self.cameHereEdit.setPlaceholderText(QCoreApplication.translate("ResidentForm", u"\u4f55\u65f6\u7531\u4f55\u5730\u8fc1\u6765\u672c\u5740", None))
#if QT_CONFIG(accessibility)
        self.cameHereEdit.setAccessibleName(QCoreApplication.translate("ResidentForm", u"\u4f55\u65f6\u7531\u4f55\u5730\u8fc1\u6765\u672c\u5740", None))
#endif // QT_CONFIG(accessibility)
        self.cameHereNote.setText("")
        pass
    # retranslateUi
