/**
 * Words for a device and for its number, of which names of fields are made: `Nr seryjny urządzenia`, `设备的序列号`, `Gerätenummer`.
 * In the forms in which such names have them, compared as in `field-names.ts`.
 */

/** The device as it stands beside the word for its serial number or for its number. */
export const DEVICE_WORDS = `
  device, unit, machine, appliance,
  gerat, geraet, gerate, geraete, gerats, gerates, geraets, maschine, maschinen, masch, apparat, anlage,
  appareil, equipement, materiel,
  equipo, maquina, aparato, dispositivo,
  equipamento, aparelho,
  apparecchio, macchina, apparato, apparecchiatura,
  urzadzenia, urzadzenie, maszyny, sprzetu, aparatu,
  zarizeni, stroje, pristroje, zariadenia, stroja, pristroja,
  apparaat, toestel, enhet, enhetens, enhed, enhedens, apparatets, maskin, maskinens, maskine, laite, laitteen, kone, koneen,
  cihaz, cihazin, cihazi, makine, makinenin, keszulek, keszulekek, gep, dispozitiv, dispozitivului, echipamentului, aparatului,
  uredaja, uredaj, naprave, irenginio, ierices, seadme,
  устройства, устройство, прибора, оборудования, аппарата, машины, пристрою, обладнання, приладу, апарата, уред, συσκευης, μηχανηματος,
  设备, 設備, 机器, 機器, 整机, 整機, 主机, 主機, 机身, 機身, 裝置, 装置, 本体, 本機, 기기, 장비, 장치, 본체, thiet bi, may,
  เครื่อง, อุปกรณ์, جهاز, الجهاز, للجهاز, دستگاه, המכשיר, של המכשיר`;

/**
 * What stands beside the word for a serial number only: products and servers have numbers of their own, and a number of several devices
 * counts them.
 */
export const PRODUCT_WORDS = `
  devices, units, machines, appliances, apparate, anlagen, appareils, equipos,
  system, product, prod, server, node, host, computer, pc, equipment, equip, hardware, asset, router, dev, mnf, mfr,
  systems, produkt, produkts, produktes, rechner, rechners, produit, producto, produto, prodotto, produktu, wyrobu, vyrobku, produktets,
  tuotteen, urun, urunun, termek, produsului, изделия, изделие, виробу,
  产品, 產品, 系统, 系統, 服务器, 伺服器, 製品, 제품, san pham, المنتج, للمنتج`;

/** Between the device and its number: `of the`, `des`, `の`. */
export const LINKS = `
  of, of the, the, des, der, vom, von der, de, de la, de l, del, de los, du, d, do, da, della, dell, del, di, van het, van de, van, for,
  的, の, 의`;

/** A number, without saying which. */
export const NUMBER_WORDS = `
  number, no, nr, num, nummer, nummern, kennung, numero, numeros, nro, n, numer, cislo, c, szam, szama, numarasi, numara, numero, broj,
  stevilka, numurs, numeris, номер, 号, 號, 编号, 編號, 号码, 號碼, 条码, 條碼, 番号, 번호, so, رقم, شماره, מספר`;

/** The number of a device by other names, and what was read from its label whatever it is. */
export const DEVICE_NUMBERS = `
  机号, 機號, 機番, 号机, 本体no, 機器no, 装置no,
  barcode, barcodes, bar code, barcode no, barcode nr, barcode number, strichcode, strichcodes, code barres, code a barres, codes barres,
  codigo de barras, codigo barras, cod barras, codice a barre, codici a barre, kod kreskowy, carovy kod, ciarovy kod, streckkod, strekkode,
  stregkode, viivakoodi, vonalkod, cod de bare, barkod, barkodu, barkod no, штрихкод, ma vach,
  条码, 條碼, 条形码, 條形碼, 条码号, 條碼號, バーコード, 바코드, บาร์โค้ด, باركود, الباركود, بارکد, ברקוד`;
