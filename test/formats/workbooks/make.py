"""Makes openpyxl-3.0.xlsx; LibreOffice 7.4 has saved it again as libreoffice-7.4.xlsx, formulas computed."""

import datetime, openpyxl
book = openpyxl.Workbook()
sheet = book.active
sheet.title = 'Suppliers & more'
sheet.append(['id', 'since', 'seen', 'outage', 'share', 'part', 'critical', 'total', 'note'])
for i in range(3):
    sheet.append([f'00{i}', datetime.date(2024, 2, 28 + i) if i < 2 else datetime.date(1999, 12, 31),
        datetime.datetime(2025, 10, 20, 6, 48, i), datetime.timedelta(hours=36, minutes=30), 0.1 + 0.2, 0.25,
        i % 2 == 0, f'=E{i + 2}*10', ['ü <b> 東京', 'two\nlines', '"quoted" & more'][i]])
    sheet.cell(i + 2, 6).number_format = '0%'
book.create_sheet('Empty')
third = book.create_sheet('Late')
third['C3'] = 'header'; third['C5'] = 1e21
book.save('openpyxl-3.0.xlsx')
