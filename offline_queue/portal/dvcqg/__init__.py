"""The national portal (Cổng DVCQG).

Its messages carry addresses of files, not files: those go to the province's file store first. A dossier is
known by `MaHoSo`: a reserved official number, else the provisional code until the portal gives a number
(`SoHoSo`). `ThongTinKhac` carries the kiosk's reference uid, so that a number met twice is found out.
"""
