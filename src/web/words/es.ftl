# Todo lo que lee u oye una persona que se postula. Frases cortas, de usted, sin culpas, sin palabras clínicas.
# `{time}` y parecidos entre llaves los llena el navegador; el servidor los deja pasar.

language-name = Español
# Un momento y sus partes: 23 de noviembre de 2026, 10:42 EST.
moment = { $day } de { $month } de { $year }, { $time } { $zone }
month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre

## El marco

skip-to-main = Ir al contenido
page-title = { $title } – { $agency }
demo-data = Datos de muestra
status-label = Dónde está usted
step-of = Paso { $number } de { $of }
step-progress = Los pasos de su evaluación
step-completed = hecho
step-here = usted está aquí
step-ahead = falta
step-notice = Antes de empezar
step-device = Revise su equipo
step-practice = Práctica
step-review = Entrega
time-left = Quedan { $time }
saved-at = Guardado: { $time }
saved-not-yet = Se guarda solo
offline-title = Se perdió la conexión
offline-text = Sus respuestas están guardadas en este equipo. Seguiremos intentando enviarlas.
refused-title = Un paso no se pudo guardar
refused-text = Cargue esta página otra vez para seguir desde el último paso guardado. Sus otras respuestas están a salvo.
reload-page = Cargar esta página otra vez
needs-script-title = Esta parte necesita JavaScript
needs-script-text = Actívelo en los ajustes de su navegador y cargue esta página otra vez, o abra su enlace en otro navegador. Si no es posible, pida otra forma más abajo.
another-device-title = Su evaluación está abierta en otro lugar
another-device-text = Solo puede estar abierta en una ventana de un equipo a la vez. Siga allí, o abra otra vez el enlace de su invitación para seguir aquí. Lo que respondió está guardado.
revoked-title = Esta invitación fue retirada
revoked-text = La agencia cerró esta invitación. Si cree que es un error, escriba a la agencia.
expired-title = Su enlace se venció
expired-text = Lo que respondió hasta ese momento está guardado. Pregunte a la agencia si puede tener más tiempo.
no-session-title = Abra otra vez el enlace de su invitación
no-session-text = Este navegador ya no reconoce su evaluación. Lo que respondió está guardado. Su enlace lo lleva al mismo lugar.

## Lo que se dice a los lectores de pantalla

spoken-time-left = Quedan { $time }
spoken-choice-saved = Su elección está guardada.
spoken-press-noted = Anotado. La película sigue.
spoken-window-closed = Se acabó el tiempo para elegir.
spoken-all-received = Todo llegó.
spoken-recording = Se graban tres segundos.
spoken-keyboard-fine = El teclado funciona.
spoken-sound-fine = El sonido funciona.
spoken-camera-fine = La cámara y el micrófono funcionan.

## Enlaces que no abren una evaluación

contact-agency = ¿Preguntas? Escriba a { $contact }.
link-invalid-title = Este enlace no funciona
link-invalid-text = Quizás está cortado o cambiado. Copie el enlace completo de su invitación e inténtelo otra vez. Si aún no funciona, pida uno nuevo a la agencia.
link-expired-title = Este enlace se venció
link-expired-text = Se podía usar hasta el { $until }. Pregunte a la agencia si puede darle uno nuevo.
link-not-open-title = Esta ronda de contratación no está abierta
link-not-open-text = Nadie puede empezar ahora. Pregunte a la agencia que lo invitó cuándo podrá.
link-bad-form-title = No pudimos leer lo que se envió
link-bad-form-text = Nada de lo que hizo antes se perdió. Vuelva a su evaluación e inténtelo otra vez.
link-unavailable-title = En este momento no podemos abrir su evaluación
link-unavailable-text = Nada de lo que hizo se perdió. Inténtelo otra vez en unos minutos.
try-again = Intentar otra vez

## Aviso y acuerdo

notice-languages = Idioma
notice-language-stays = Hará toda la evaluación en el idioma de esta página. Las películas están en inglés; los subtítulos, en su idioma.
notice-title = Antes de empezar
notice-lead = { $agency } lo invita a la primera evaluación para el puesto: { $position }.
notice-what = Qué va a hacer
notice-total = En total toma como máximo { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }: son límites, no lo que suele tomar. Puede parar entre las partes y volver con el mismo enlace hasta el { $until }.
notice-part = { $title } – como máximo { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }
notice-timed = Algunas partes tienen un límite de tiempo. En cada página ve el tiempo que queda. No corre ningún tiempo antes de que usted presione Empezar.
notice-recorded = Qué se graba
notice-recorded-answers = Sus respuestas, lo que elige y qué tan rápido responde.
notice-recorded-camera = Respuestas cortas con su cámara y su micrófono. Se graba solo cuando la página lo dice, y un punto rojo lo muestra. También puede responder por escrito.
notice-recorded-never = Nada más de su pantalla, de su cuarto ni de sus archivos.
notice-who = Quién lo ve
notice-who-text = Solo las personas de { $agency } que trabajan en esta ronda de contratación. Cada acceso queda anotado.
notice-kept = Las grabaciones y respuestas se guardan hasta el { $kept } y después se borran, a menos que la ley pida más tiempo.
notice-decides = Quién decide
notice-decides-text = Deciden personas. Ninguna computadora rechaza a nadie. Sus respuestas se califican con reglas fijas, y una persona mira el resultado.
notice-no-analysis = Ningún programa analiza su cara, su voz ni sus sentimientos.
notice-help = Si necesita otra forma
notice-help-text = Si por una discapacidad o por cualquier otra razón necesita más tiempo, otro formato u otra forma de responder, escriba a { $contact } antes de empezar. No tiene que decir por qué. Pedirlo no cuenta en su contra.
notice-agree = Leí esta página y acepto participar.
notice-agree-button = Aceptar y seguir
notice-decline = Si no está de acuerdo, cierre esta página. No se ha grabado nada. { $contact } puede informarle de otras formas.

## Revisión del equipo

check-title = Revise su equipo
check-lead = Toma unos dos minutos. Nada de lo que grabe aquí se envía a nadie.
check-done = Funciona
check-camera = Cámara y micrófono
check-camera-text = Su navegador le preguntará si puede usarlos. Elija “Permitir”.
check-camera-open = Encender cámara y micrófono
check-camera-live = Esto es lo que ve la cámara. Diga unas palabras: la barra debe moverse.
check-sound-level = Nivel del micrófono
check-self-view = La imagen de su cámara
check-record = Grabar 3 segundos
check-recording-now = Grabando – diga unas palabras
check-clip-title = Mire su video de prueba
check-clip-label = Su video de prueba
check-clip-fine = Me veo y me oigo
check-sound = Sonido
check-sound-text = Encienda sus bocinas o póngase audífonos.
check-sound-play = Tocar un sonido de prueba
check-sound-heard-question = ¿Oyó tres tonos?
check-sound-heard = Los oí
check-keyboard = Teclado
check-keyboard-text = Presione la flecha izquierda o la derecha. Las tareas en las que se presionan teclas con rapidez necesitan un teclado de verdad.
check-keyboard-later = ¿No hay teclado aquí? Puede seguir ahora y abrir su enlace en una computadora cuando llegue a una tarea así.
check-answer-by = ¿Cómo quiere responder?
check-answer-camera = Con cámara y micrófono
check-answer-typing = Por escrito
check-answer-hint = Las dos formas cuentan igual.
check-continue = Seguir

camera-fault-denied-title = El navegador no nos deja usar su cámara
camera-fault-denied-text = Haga clic en el signo de la cámara o en el candado junto a la dirección de esta página, permita cámara y micrófono, e inténtelo otra vez.
camera-fault-missing-title = No se encontró cámara o micrófono
camera-fault-missing-text = Conéctelo o enciéndalo, e inténtelo otra vez.
camera-fault-busy-title = Otro programa está usando su cámara
camera-fault-busy-text = Cierre las videollamadas y los programas que la usan, e inténtelo otra vez.
camera-fault-unsupported-title = Este navegador no puede grabar
camera-fault-unsupported-text = Abra su enlace en una versión actual de Chrome, Edge, Firefox o Safari, o responda por escrito.
camera-again = Intentar otra vez
camera-typing = Mejor responder por escrito

## Situaciones

practice-title = Práctica
practice-lead = Pruebe todo una vez antes de que cuente. Aquí nada se guarda ni lo ve nadie. Puede practicar cuantas veces quiera.
practice-skip = Saltar la práctica
practised-title = Esa fue la práctica
practised-clip = Su respuesta, como la verían quienes la revisan
practised-text = No se guardó nada de ella.
practise-again = Practicar otra vez
practice-go-on = Seguir a la primera parte
scene-setting = La situación
scene-content-note = Tenga en cuenta
scene-how = Cómo funciona
scene-how-film = Una película corta se ve una sola vez. No se puede parar ni regresar.
scene-how-choose = { $decisions ->
    [one] Una vez aparecen opciones debajo de la imagen. Tiene { $seconds } segundos para elegir. Use las teclas 1 a { $options }, el mouse o el dedo.
   *[other] { $decisions } veces aparecen opciones debajo de la imagen. Cada vez tiene { $seconds } segundos. Use las teclas 1 a { $options }, el mouse o el dedo.
  }
scene-how-act = { $decisions ->
    [one] Una vez, se le pide que presione en el momento en que usted intervendría. Presione el botón grande, la barra espaciadora o Enter, una sola vez. La película sigue. Si no intervendría, no presione.
   *[other] { $decisions } veces, se le pide que presione en el momento en que usted intervendría. Presione el botón grande, la barra espaciadora o Enter, una sola vez. La película sigue. Si no intervendría, no presione.
  }
scene-how-rate = { $decisions ->
    [one] Una vez, usted califica lo que ve del 1 al 7. Tiene { $seconds } segundos. Use las teclas del 1 al 7, el mouse o el dedo.
   *[other] { $decisions } veces, usted califica lo que ve del 1 al 7. Tiene { $seconds } segundos cada vez. Use las teclas del 1 al 7, el mouse o el dedo.
  }
scene-how-speak = Después de la película responde una pregunta ante la cámara. Tiene { $preparation } segundos para pensar y luego hasta { $limit } segundos para hablar. Se graba una sola vez.
scene-how-type = Después de la película responde una pregunta por escrito.
scene-how-limit = Toda la parte puede tomar hasta { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }. El tiempo empieza cuando empieza la película.
scene-loading = Preparando la película
scene-loading-percent = { $percent } % cargado
scene-ready = La película está lista.
scene-failed-title = No se pudo cargar la película
scene-failed-text = Revise su conexión e inténtelo otra vez. El tiempo no ha empezado.
scene-load-again = Cargar la película otra vez
scene-start = Empezar
scene-reading = Lea la película o véala sin sonido
scene-without-sound = Ver sin sonido, con subtítulos
scene-with-descriptions = Mostrar con palabras lo que se ve, para lectores de pantalla
scene-text-alternative = La película en palabras
scene-reloaded-title = Bienvenido de nuevo
scene-reloaded-text = La página se cargó otra vez a mitad de esta parte. La película se ve otra vez desde el principio. Lo que respondió queda igual, y el tiempo sigue.
scene-captions = Subtítulos (C)
scene-descriptions = Descripciones (D)
scene-press = Ahora
scene-press-noted = Anotado
scene-press-keys = Barra espaciadora o Enter
scene-options-wait = Aquí aparecerá lo que se le pregunte.
scene-seconds-left = Quedan { $seconds } s
scene-film-label = Película: { $title }
prepare-title = Piense su respuesta
prepare-left = La grabación empieza en { $time }
prepare-now = Empezar a grabar ahora
record-title = Se está grabando
record-left = Quedan { $time }
record-stop = Parar, ya terminé
type-title = Escriba su respuesta
type-label = Su respuesta
type-hint = Bastan unas frases. Se guarda mientras escribe.
type-left = Quedan { $count } caracteres
type-empty = Primero escriba su respuesta.
type-finish = Ya terminé
scene-done-title = Su respuesta está guardada
scene-done-text = Si es una grabación, se está enviando mientras tanto. Puede seguir.
scene-kept-title = Guardamos lo que se grabó
scene-kept-text = La página se cerró mientras usted grababa. Lo que dijo hasta ese momento está guardado y se enviará. Siga con la próxima parte.
time-over-title = Se acabó el tiempo de esta parte
time-over-text = Lo que hizo está guardado. La próxima parte llega en un momento.
go-on = Seguir

## Preguntas

questions-intro-title = { $title }
questions-intro-text = Leerá { $items } frases cortas y marcará qué tanto se parece a usted cada una.
questions-intro-limit = Tiene { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }. El tiempo empieza con la primera página.
questions-intro-honest = No hay respuestas buenas ni malas. Responda como es usted normalmente. Puede regresar y cambiar una respuesta.
questions-begin = Empezar
questions-page = Página { $page } de { $pages }
questions-progress = { $answered } de { $items } respondidas
questions-legend = ¿Qué tanto se parece a usted?
questions-unanswered = Falta responder
questions-hint-title = Algunas frases están sin responder
questions-hint-text = Puede responderlas ahora, o presionar el botón otra vez para seguir sin responderlas.
questions-back = Atrás
questions-next = Siguiente
questions-finish = Terminar esta parte

## Situaciones en palabras

judgement-intro-text = Leerá { $situations } situaciones cortas. Debajo de cada una hay cuatro cosas que una persona podría hacer. Califique cada una del 1 al 7.
judgement-intro-how = Califique qué tan bien funcionaría cada una, por separado. Dos de ellas pueden llevar el mismo número. No necesita ninguna preparación. Puede regresar y cambiar una calificación.
judgement-page = Situación { $page } de { $pages }
judgement-legend = ¿Qué tan bien funcionaría cada una?
judgement-unanswered = Falta calificar
judgement-hint-title = Faltan algunas calificaciones

## Tareas de reacción

task-rounds = Primero vienen { $practice } turnos de práctica que no cuentan. Luego vienen { $blocks } rondas de { $trials } turnos con un descanso corto entre ellas. Toda la parte toma hasta { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
  }.
task-no-keyboard-title = Esta parte necesita un teclado
task-no-keyboard-text = Conecte un teclado, o abra el enlace de su invitación en una computadora. Seguirá justo aquí.
task-help = Si no puede hacer esta parte con un teclado, o necesita otra forma, escriba a { $contact } antes de empezarla. No tiene que decir por qué. Pedirlo no cuenta en su contra.
task-reloaded-text = Sigue donde se quedó. El tiempo también sigue.
task-side-keys = Para empezar, presione una tecla para la izquierda y luego una para la derecha:
task-key-left = ← o F
task-key-right = → o J
task-paused-title = En pausa
task-paused-text = Esta ventana no estaba activa. Presione el botón y luego vuelva a poner los dedos en las teclas.
task-paused-button = Seguir
task-rest-title = Descanse un momento
task-rest-practice = Esa fue la práctica. Ahora cuenta.
task-rest-block = Terminó la ronda { $block } de { $blocks }.
task-rest-mean = Sus respuestas tomaron { $milliseconds } milisegundos en promedio.
task-rest-left = Puede seguir en { $time }
task-rest-button = Empezar la próxima ronda

## Tarea de parar

stop-rule-go = Aparece una flecha. Presione lo más rápido que pueda la tecla de flecha de su lado: ← o →. También sirven las teclas F y J.
stop-rule-stop = A veces aparece la palabra ALTO después de la flecha. Entonces no presione nada.
stop-rule-wait = No siempre se logra parar, y está bien. No espere la palabra ALTO: responda cada flecha lo más rápido que pueda.
stop-sign = ALTO
stop-field = El espacio donde aparecen las flechas
stop-feedback-right = Bien
stop-feedback-wrong-key = Era el otro lado
stop-feedback-too-slow = Muy lento – responda lo más rápido que pueda
stop-feedback-stopped = Bien, se detuvo
stop-feedback-not-stopped = ALTO quiere decir: no presionar
stop-rest-missed = Flechas sin respuesta: { $missed } de { $trials }.
stop-rest-hint = No espere la palabra ALTO. Responda cada flecha lo más rápido que pueda.

## Tarea de círculos y cuadrados

go-rule-go = Un círculo: presione la barra espaciadora lo más rápido que pueda.
go-rule-no-go = Un cuadrado: no presione nada.
go-rule-pace = Las figuras llevan su propio ritmo, haga lo que haga. Un error es normal. Siga adelante.
go-keys = Para empezar, presione la barra espaciadora.
go-key = Barra espaciadora
go-field = El espacio donde aparecen las figuras
go-feedback-right = Bien
go-feedback-missed = Era un círculo – presione en cuanto lo vea
go-feedback-held-back = Bien, no presionó
go-feedback-pressed = Un cuadrado quiere decir: no presionar
go-rest-missed = Círculos sin presionar: { $missed } de { $trials }.
go-rest-pressed = Cuadrados en los que presionó: { $pressed } de { $squares }.
go-rest-hint = Siga igual de rápido con los círculos y deje pasar los cuadrados.

## Tarea de la flecha del medio

flanker-rule-left = La flecha del medio apunta a la izquierda: presione ← o F.
flanker-rule-right = La flecha del medio apunta a la derecha: presione → o J.
flanker-rule-pace = Las flechas de los lados pueden apuntar igual o al revés. No cuentan. Responda rápido y trate de acertar.
flanker-field = El espacio donde aparecen las flechas
flanker-feedback-right = Bien
flanker-feedback-wrong-key = Era el otro lado – mire la flecha del medio
flanker-feedback-too-slow = Muy lento – responda en cuanto vea la flecha del medio
flanker-rest-missed = Filas sin respuesta: { $missed } de { $trials }.
flanker-rest-wrong = Respuestas del otro lado: { $wrong } de { $trials }.
flanker-rest-hint = Mire solo la flecha del medio. Responda rápido y trate de acertar.

## Entrega y recibo

review-title = Entrega
review-lead = Hizo todas las partes. Entregue sus respuestas cuando todo haya llegado.
review-parts = Sus partes
review-part-done = hecha
review-recordings = Sus respuestas ante la cámara
review-received = Llegaron { $received } de { $total } pedazos
review-whole = Llegó
review-waiting-title = Algunas de sus grabaciones están en camino
review-waiting-text = Deje esta página abierta. Se están enviando.
review-confirm-missing = Entregar ahora, aunque una grabación no esté completa.
review-final = Después de entregar ya no puede cambiar sus respuestas.
review-submit = Entregar
receipt-title = Gracias. Tenemos sus respuestas.
receipt-lead = { $agency } recibió su evaluación para el puesto { $position } el { $submitted }.
receipt-print = Quizás quiera imprimir o guardar esta página. Su enlace la muestra otra vez.
receipt-received = Lo que recibimos
receipt-part = Parte
receipt-content = Contenido
receipt-answers = { $answered } de { $items } respuestas
receipt-turns = { $done } de { $trials } turnos
receipt-scene-camera = { $choices ->
    [one] Una respuesta durante la película
   *[other] { $choices } respuestas durante la película
    }, { $seconds ->
    [one] una grabación de un segundo
   *[other] una grabación de { $seconds } segundos
    }
receipt-scene-typed = { $choices ->
    [one] Una respuesta durante la película, una respuesta escrita
   *[other] { $choices } respuestas durante la película, una respuesta escrita
    }
receipt-scene-no-answer = { $choices ->
    [one] Una respuesta durante la película, sin respuesta
   *[other] { $choices } respuestas durante la película, sin respuesta
    }
receipt-number = Número de recibo
receipt-digest = Suma de control
receipt-digest-text = Cambia si más tarde se cambia algo en sus respuestas.
receipt-next = Qué sigue
receipt-next-text = Personas de { $agency } miran sus respuestas junto con todo lo demás que envió. Le escribirán. Ninguna computadora rechaza a nadie.
receipt-kept = Sus respuestas y grabaciones se guardan hasta el { $kept } y después se borran, a menos que la ley pida más tiempo.
receipt-ask = Sus preguntas y sus derechos
receipt-ask-text = Para pedir una copia de sus datos, corregir algo o avisar de un problema, escriba a { $contact } y diga su número de recibo.
