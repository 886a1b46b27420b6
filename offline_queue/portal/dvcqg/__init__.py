"""The national portal (Cổng DVCQG).

Its messages carry addresses of files, not files: those go to the province's file store first. A dossier is
known by `MaHoSo`, which is an official number: one of a reserved block, or one that is asked for
(`CapSoHoSo`) and kept before the first call. A provisional code is no number and is never sent as one.
`ThongTinKhac` carries the kiosk's reference uid, so that a number met twice is found out.
"""
