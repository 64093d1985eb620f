import type { Vocabulary } from './vocabulary';

const GERMAN: Vocabulary = {
  taken: `gekoppelt gepaart verknüpft gebunden zugeordnet gebucht verbucht eingebucht gespeichert erfolgreich erfolg akzeptiert angenommen übernommen registriert
    erledigt abgeschlossen fertig verarbeitet aktualisiert angelegt erstellt eingetragen bestätigt empfangen gesendet übermittelt ausgeführt durchgeführt`,
  neutral: `der die das den dem des wurde wurden ist sind ein eine einen vorgang auftrag daten datensatz datensätze gerät geräte geraet geraete geräten
    seriennummer seriennummern liste alle stück anfrage`,
  refused: `nicht kein keine keiner keines keinen nie niemals ohne fehler* fehlgeschlagen gescheitert abgelehnt verweigert gesperrt ungültig falsch* muss
    müssen bitte zuerst erst unbekannt abgebrochen geschlossen nochmals storniert`,
  some: 'teilweise teil teile rest übrige übrigen restliche restlichen andere anderen anderer anderes nur außer ausser einige manche mehrere hälfte meisten wenige verbleibend* davon bis',
  numbers: 'zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig beide beiden',
};
const FRENCH: Vocabulary = {
  taken: `apparié appariés appariée appariées appairé appairés associé associés lié liés accepté acceptés acceptée enregistré enregistrés enregistrée réussi
    réussie réussis réussies succès traité traités terminé terminée confirmé confirmés sauvegardé sauvegardés validé validés reçu reçus créé créés effectuée effectué`,
  neutral:
    'le la les des du un une opération requête est sont été a ont appareil appareils avec demande liste tous toutes numéros numéro série données',
  refused: `non ne pas aucun aucune jamais sans erreur* échec échecs échoué* échouée* refus* rejet* bloqu* verrouill* invalide* incorrect* fermé* inconnu* doit
    doivent veuillez avant impossible annul*`,
  some: 'partiel* partie reste restants restantes restant autres autre seul seulement seuls uniquement sauf excepté certains quelques plusieurs moitié plupart sur',
  numbers: 'deux trois quatre cinq six sept huit neuf dix vingt trente',
};
const SPANISH: Vocabulary = {
  taken: `vinculado vinculados emparejado emparejados asociado asociados aceptado aceptados guardado guardados registrado registrados éxito exitoso exitosa exitosos
    exitosamente procesado procesados completado completada completados terminado confirmado confirmados creado creados recibido recibidos correcto correcta
    correctamente realizado realizada aprobado aprobados`,
  neutral:
    'el la los las un una operación solicitud se ha han sido fue con dispositivo dispositivos equipo equipos todos todas lista datos número números de serie',
  refused: `ningún ninguno ninguna nunca sin error* fallo fallos fallido* falló rechazad* denegad* bloquead* inválid* incorrect* cerrad* desconocid* debe deben
    favor antes imposible cancelad*`,
  some: 'parcial* parte resto restantes restante demás otros otras otro solo sólo solamente únicamente excepto salvo algunos algunas varios mitad mayoría menos',
  numbers: 'dos tres cuatro cinco seis siete ocho nueve diez veinte treinta',
};
const PORTUGUESE: Vocabulary = {
  taken: `vinculado vinculados pareado pareados associado associados aceito aceitos salvo salvos gravado gravados registrado registrados sucesso concluído concluída
    concluídos processado processados confirmado confirmados criado criados recebido recebidos realizado realizada`,
  neutral: 'o a os as um uma operação foi foram com dispositivo dispositivos equipamento equipamentos todos todas lista dados',
  refused:
    'não nenhum nenhuma nunca sem erro* falha falhas falhou falharam recusad* rejeitad* negad* bloquead* inválid* incorret* fechad* desconhecid* deve devem antes cancelad*',
  some: 'parcial* parte resto restante restantes demais outros outras outro apenas somente exceto alguns algumas vários metade maioria menos',
  numbers: 'dois duas três quatro cinco seis sete oito nove dez vinte trinta',
};
const ITALIAN: Vocabulary = {
  taken: `associato associati abbinato abbinati accoppiato accoppiati accettato accettati salvato salvati registrato registrati successo riuscita riuscito completata
    completato completati elaborato elaborati confermato confermati creato creati ricevuto ricevuti eseguita eseguito`,
  neutral:
    'il lo la i gli le un una operazione richiesta è sono stato stata stati con dispositivo dispositivi tutti tutte lista dati',
  refused:
    'non nessun nessuno nessuna mai senza errore errori fallit* rifiutat* respint* bloccat* invalid* scorrett* chius* sconosciut* deve devono prima impossibile annullat*',
  some: 'parzial* parte resto restanti restante altri altre altro solo soltanto solamente tranne eccetto alcuni alcune diversi metà maggior meno',
  numbers: 'tre quattro cinque sei sette otto nove dieci venti trenta',
};
const DUTCH: Vocabulary = {
  taken:
    'gekoppeld geaccepteerd opgeslagen geregistreerd geslaagd gelukt succes succesvol verwerkt voltooid bevestigd aangemaakt ontvangen geboekt goedgekeurd',
  neutral: 'de het een is zijn werd werden bewerking apparaat apparaten met alle lijst gegevens',
  refused:
    'niet geen nooit zonder fout fouten mislukt* geweigerd afgewezen geblokkeerd ongeldig onjuist gesloten onbekend moet moeten eerst geannuleerd',
  some: 'gedeeltelijk deels deel rest overige resterende andere alleen slechts behalve enkele sommige meerdere helft meeste minder',
  numbers: 'twee drie vier vijf zes zeven acht negen tien twintig dertig',
};
const POLISH: Vocabulary = {
  taken:
    'sparowano sparowane sparowany powiązano powiązane przyjęto przyjęte zaakceptowano zaakceptowane zapisano zapisane zarejestrowano sukces pomyślnie zakończono przetworzono potwierdzono utworzono wykonano',
  neutral: 'operacja urządzenie urządzenia urządzeń została wszystkie lista dane',
  refused:
    'nie brak nigdy bez błąd błędy błędu odrzucono odrzucone odmowa zablokowan* nieprawidłow* zamknięt* nieznan* musi najpierw anulowan* niepowodzenie',
  some: 'częściowo część reszta pozostałe pozostali inne tylko oprócz niektóre kilka połowa większość mniej',
  numbers: 'dwa dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć',
};
const CZECH_AND_NEIGHBOURS: Vocabulary = {
  taken:
    'uloženo uloženy spárováno spárovány přijato přijaty úspěch úspěšně dokončeno zpracováno potvrzeno párosítva elfogadva mentve sikeres sparad sparade godkänd godkända gemt godkendt tallennettu hyväksytty kész',
  neutral: 'zařízení operace operation všechna',
  refused:
    'ne není nelze chyba chyby zamítnuto odmítnuto zablokováno neplatn* musí hiba hibás elutasítva nem fel nekad* avvis* afvist fejl ikke inte ej virhe hylätty ei',
  some: 'částečně část zbytek ostatní jen pouze kromě některé několik polovina csak többi néhány endast bara övriga resten kun øvrige vain muut loput',
  numbers: 'dva dvě tři čtyři pět kettő két három två fyra kaksi kolme',
};
const TURKISH_AND_VIETNAMESE: Vocabulary = {
  taken:
    'başarılı başarıyla eşleştirildi kabul edildi kaydedildi tamamlandı onaylandı berhasil diterima disimpan dipasangkan thành công',
  neutral: 'işlem cihaz cihazlar',
  refused: 'değil hata reddedildi başarısız geçersiz kilitli yok olamaz önce gagal ditolak tidak không lỗi thất bại từ chối',
  some: 'kısmen kalan diğer diğerleri sadece yalnızca hariç bazı birkaç yarısı sebagian sisanya lainnya hanya kecuali phần còn lại khác trừ',
  numbers: 'iki üç dört beş dua tiga empat',
};
const RUSSIAN: Vocabulary = {
  taken:
    'успешно успех принято приняты принят сохранено сохранены записано записаны сопряжено сопряжены привязано привязаны зарегистрировано выполнено завершено подтверждено обработано готово',
  neutral: 'операция запрос устройство устройства устройств все всё список данные',
  refused:
    'не нет ни никогда без ошибк* отказ* отклонен* отклонён* сбой неудач* заблокирован* неверн* недопустим* закрыт* неизвестн* нельзя должн* сначала отменен*',
  some: 'частично часть частичн* остальные остальных осталось остаток другие другой только кроме некоторые несколько половина большинство менее из',
  numbers: 'два две три четыре пять шесть семь восемь девять десять оба',
};
const KOREAN: Vocabulary = {
  taken:
    '성공 성공했습니다 완료 완료되었습니다 처리되었습니다 저장되었습니다 등록되었습니다 등록됨 저장됨 승인됨 연결되었습니다 정상 정상처리되었습니다',
  neutral: '장비 설비 데이터 요청 처리 정보 모두 작업',
  refused: '실패* 오류* 에러* 거부* 불가* 없* 않* 못* 안 아직 먼저 취소*',
  some: '일부 부분 나머지 기타 다른 제외* 절반 남음',
  numbers: '두 세 네 다섯 둘 셋',
};

export const EUROPEAN_AND_KOREAN: readonly Vocabulary[] = [
  GERMAN,
  FRENCH,
  SPANISH,
  PORTUGUESE,
  ITALIAN,
  DUTCH,
  POLISH,
  CZECH_AND_NEIGHBOURS,
  TURKISH_AND_VIETNAMESE,
  RUSSIAN,
  KOREAN,
];
