# Every word a candidate reads or hears. Short sentences, second person, no blame, no clinical words.
# `{time}` and the like in braces are filled by the browser; the server passes them through.

language-name = English
# A moment and its parts: 23 November 2026, 10:42 EST.
moment = { $day } { $month } { $year }, { $time } { $zone }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

## The frame

skip-to-main = Skip to the page
page-title = { $title } – { $agency }
demo-data = Demo data
status-label = Your place
step-of = Step { $number } of { $of }
step-progress = The steps of your assessment
step-completed = done
step-here = you are here
step-ahead = still to come
step-notice = Before you start
step-device = Check your device
step-practice = Practice
step-review = Hand in
time-left = { $time } left
saved-at = Saved { $time }
saved-not-yet = Saves as you go
offline-title = The connection dropped
offline-text = Your answers are saved on this device. We will keep trying.
refused-title = One step could not be saved
refused-text = Load this page again to go on from the last saved step. Your other answers are safe.
reload-page = Load this page again
needs-script-title = This part needs JavaScript
needs-script-text = Please turn it on in your browser's settings and load this page again, or open your link in another browser. If that is not possible, ask for another way below.
another-device-title = Your assessment is open in another place
another-device-text = It can be open in only one window on one device at a time. Go on there, or open your invitation link again to go on here. What you answered is saved.
revoked-title = This invitation was taken back
revoked-text = The agency has closed this invitation. If you think this is a mistake, please write to the agency.
expired-title = Your link has run out
expired-text = What you answered until then is saved. Please ask the agency if you can get more time.
no-session-title = Please open your invitation link again
no-session-text = This browser no longer knows your assessment. What you answered is saved. Your link brings you back to the same place.

## Spoken to screen readers

spoken-time-left = { $time } left
spoken-choice-saved = Your choice is saved.
spoken-press-noted = Noted. The film goes on.
spoken-window-closed = The time to choose is over.
spoken-all-received = Everything has arrived.
spoken-recording = Recording for three seconds.
spoken-keyboard-fine = The keyboard works.
spoken-sound-fine = The sound works.
spoken-camera-fine = Camera and microphone work.

## Links that do not open an assessment

contact-agency = Questions? Write to { $contact }.
link-invalid-title = This link does not work
link-invalid-text = It may be cut off or changed. Copy the whole link from your invitation and try again. If it still does not work, ask the agency for a new one.
link-expired-title = This link has run out
link-expired-text = It could be used until { $until }. Please ask the agency if you can get a new one.
link-not-open-title = This hiring round is not open
link-not-open-text = Nobody can begin now. Ask the agency that invited you when you can.
link-bad-form-title = We could not read what was sent
link-bad-form-text = Nothing you did before is lost. Go back to your assessment and try again.
link-unavailable-title = We cannot open your assessment right now
link-unavailable-text = Nothing you did is lost. Please try again in a few minutes.
try-again = Try again

## Notice and consent

notice-languages = Language
notice-language-stays = You take the whole assessment in the language of this page. The films speak English; captions are in your language.
notice-title = Before you start
notice-lead = { $agency } invites you to the first assessment for { $position }.
notice-what = What you will do
notice-total = It takes at most { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  } in all: these are limits, and not what it usually takes. You can stop between parts and come back with the same link until { $until }.
notice-part = { $title } – at most { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }
notice-timed = Some parts have a time limit. You see the time that is left on every page. Nothing is timed before you press Start.
notice-recorded = What is recorded
notice-recorded-answers = Your answers, your choices, and how fast you respond.
notice-recorded-camera = Short answers with your camera and microphone. Recording starts only when the page says so, and a red dot shows it. You can answer in writing instead.
notice-recorded-never = Nothing else of your screen, your room or your files.
notice-who = Who sees it
notice-who-text = Only people at { $agency } who work on this hiring round. Each access is written down.
notice-kept = Recordings and answers are kept until { $kept } and then deleted, unless the law asks for longer.
notice-decides = Who decides
notice-decides-text = People decide. No computer turns anybody down. Your answers are scored by fixed rules, and a person looks at the result.
notice-no-analysis = Your face, your voice and your feelings are not analysed by any software.
notice-help = If you need another way
notice-help-text = If you need more time, another format, or a different way to answer, because of a disability or for any other reason, write to { $contact } before you start. You need not say why. Asking does not count against you.
notice-agree = I have read this page and I agree to take part.
notice-agree-button = Agree and go on
notice-decline = If you do not agree, close this page. Nothing has been recorded. { $contact } can tell you about other ways.

## Device check

check-title = Check your device
check-lead = This takes about two minutes. Nothing you record here is sent to anybody.
check-done = Works
check-camera = Camera and microphone
check-camera-text = Your browser will ask if it may use them. Choose “Allow”.
check-camera-open = Turn on camera and microphone
check-camera-live = This is what the camera sees. Say a few words: the bar should move.
check-sound-level = Microphone level
check-self-view = Your camera's picture
check-record = Record 3 seconds
check-recording-now = Recording – say a few words
check-clip-title = Watch your test clip
check-clip-label = Your test clip
check-clip-fine = I can see and hear myself
check-sound = Sound
check-sound-text = Turn on your speakers or put on headphones.
check-sound-play = Play a test sound
check-sound-heard-question = Did you hear three tones?
check-sound-heard = I heard them
check-keyboard = Keyboard
check-keyboard-text = Press the left or the right arrow key. Tasks in which you press keys fast need a real keyboard.
check-keyboard-later = No keyboard here? You can go on now and open your link on a computer when you come to such a task.
check-answer-by = How do you want to answer?
check-answer-camera = With camera and microphone
check-answer-typing = In writing
check-answer-hint = Both count the same.
check-continue = Go on

camera-fault-denied-title = The browser does not let us use your camera
camera-fault-denied-text = Click the camera sign or the lock beside the address of this page, allow camera and microphone, and try again.
camera-fault-missing-title = No camera or microphone was found
camera-fault-missing-text = Plug one in or turn it on, and try again.
camera-fault-busy-title = Another program is using your camera
camera-fault-busy-text = Close video calls and other programs that use it, and try again.
camera-fault-unsupported-title = This browser cannot record
camera-fault-unsupported-text = Open your link in a current Chrome, Edge, Firefox or Safari, or answer in writing.
camera-again = Try again
camera-typing = Answer in writing instead

## Scenes

practice-title = Practice
practice-lead = Try everything once before it counts. Nothing here is saved or seen by anybody. You can practise as often as you like.
practice-skip = Skip the practice
practised-title = That was the practice
practised-clip = Your answer, as reviewers would see it
practised-text = Nothing of it was kept.
practise-again = Practise again
practice-go-on = Go on to the first part
scene-setting = The situation
scene-content-note = Please note
scene-how = How it works
scene-how-film = A short film plays once. You cannot stop it or go back.
scene-how-choose = { $decisions ->
    [one] Once, choices appear below the picture. You have { $seconds } seconds to choose. Use the keys 1 to { $options }, the mouse, or your finger.
   *[other] { $decisions } times, choices appear below the picture. You have { $seconds } seconds each time. Use the keys 1 to { $options }, the mouse, or your finger.
  }
scene-how-act = { $decisions ->
    [one] Once, you are asked to press at the moment you would step in. Press the large button, the space bar or Enter, one time. The film goes on. If you would not step in, do not press.
   *[other] { $decisions } times, you are asked to press at the moment you would step in. Press the large button, the space bar or Enter, one time. The film goes on. If you would not step in, do not press.
  }
scene-how-rate = { $decisions ->
    [one] Once, you rate what you see from 1 to 7. You have { $seconds } seconds. Use the keys 1 to 7, the mouse, or your finger.
   *[other] { $decisions } times, you rate what you see from 1 to 7. You have { $seconds } seconds each time. Use the keys 1 to 7, the mouse, or your finger.
  }
scene-how-speak = After the film you answer one question on camera. You have { $preparation } seconds to think, then up to { $limit } seconds to speak. You record once.
scene-how-type = After the film you answer one question in writing.
scene-how-limit = The whole part may take up to { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }. The time starts when the film starts.
scene-loading = Getting the film ready
scene-loading-percent = { $percent } % loaded
scene-ready = The film is ready.
scene-failed-title = The film could not be loaded
scene-failed-text = Check your connection and try again. The time has not started.
scene-load-again = Load the film again
scene-start = Start
scene-reading = Read the film or watch it without sound
scene-without-sound = Play without sound, with captions
scene-with-descriptions = Show in words what is seen, for screen readers
scene-text-alternative = The film in words
scene-reloaded-title = Welcome back
scene-reloaded-text = The page was loaded again in the middle of this part. The film plays again from its beginning. What you have answered stays as it is, and the time goes on.
scene-captions = Captions (C)
scene-descriptions = Descriptions (D)
scene-press = Now
scene-press-noted = Noted
scene-press-keys = Space bar or Enter
scene-options-wait = What you are asked will appear here.
scene-seconds-left = { $seconds } s left
scene-film-label = Film: { $title }
prepare-title = Think about your answer
prepare-left = Recording starts in { $time }
prepare-now = Start recording now
record-title = You are being recorded
record-left = { $time } left
record-stop = Stop, I am done
type-title = Write your answer
type-label = Your answer
type-hint = A few sentences are enough. It is saved while you write.
type-left = { $count } characters left
type-empty = Please write your answer first.
type-finish = I am done
scene-done-title = Your answer is saved
scene-done-text = If it is a recording, it is being sent in the background. You can go on.
scene-kept-title = We kept what was recorded
scene-kept-text = The page closed while you were recording. What you said until then is saved and will be sent. Please go on to the next part.
time-over-title = The time for this part is over
time-over-text = What you did is saved. The next part comes in a moment.
go-on = Go on

## Questions

questions-intro-title = { $title }
questions-intro-text = You will read { $items } short sentences and mark how well each one fits you.
questions-intro-limit = You have { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }. The time starts with the first page.
questions-intro-honest = There are no right or wrong answers. Answer as you usually are. You can go back and change an answer.
questions-begin = Start
questions-page = Page { $page } of { $pages }
questions-progress = { $answered } of { $items } answered
questions-legend = How well does this fit you?
questions-unanswered = Not answered yet
questions-hint-title = Some sentences are still open
questions-hint-text = You can answer them now, or press the button again to go on without.
questions-back = Back
questions-next = Next
questions-finish = Finish this part

## Situations

judgement-intro-text = You will read { $situations } short situations. Below each stand four things that a person could do. Rate each of them from 1 to 7.
judgement-intro-how = Rate how well each would work, each for itself. Two of them may get the same number. You need no training for it. You can go back and change a rating.
judgement-page = Situation { $page } of { $pages }
judgement-legend = How well would each of these work?
judgement-unanswered = Not rated yet
judgement-hint-title = Some ratings are still open

## Reaction-time tasks

task-rounds = First come { $practice } practice turns that do not count. Then come { $blocks } rounds of { $trials } turns with a short rest between them. The whole part takes up to { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }.
task-no-keyboard-title = This part needs a keyboard
task-no-keyboard-text = Connect a keyboard, or open your invitation link on a computer. You will go on right here.
task-help = If you cannot do this part with a keyboard, or need another way, write to { $contact } before you start it. You need not say why. Asking does not count against you.
task-reloaded-text = You go on where you stopped. The time goes on too.
task-side-keys = To start, press a key for left, then a key for right:
task-key-left = ← or F
task-key-right = → or J
task-paused-title = Paused
task-paused-text = This window was out of focus. Press the button, then put your fingers back on the keys.
task-paused-button = Go on
task-rest-title = Take a short rest
task-rest-practice = That was the practice. Now it counts.
task-rest-block = Round { $block } of { $blocks } is done.
task-rest-mean = Your answers took { $milliseconds } milliseconds on average.
task-rest-left = You can go on in { $time }
task-rest-button = Start the next round

## Stop-signal task

stop-rule-go = An arrow appears. Press the arrow key for its side as fast as you can: ← or →. The keys F and J work too.
stop-rule-stop = Sometimes the word STOP appears after the arrow. Then do not press anything.
stop-rule-wait = Stopping will not always work, and that is fine. Do not wait for the word STOP: answer each arrow as fast as you can.
stop-sign = STOP
stop-field = The field where the arrows appear
stop-feedback-right = Right
stop-feedback-wrong-key = That was the other side
stop-feedback-too-slow = Too slow – answer as fast as you can
stop-feedback-stopped = Well stopped
stop-feedback-not-stopped = STOP means: do not press
stop-rest-missed = Arrows without an answer: { $missed } of { $trials }.
stop-rest-hint = Do not wait for the word STOP. Answer each arrow as fast as you can.

## Go/no-go task

go-rule-go = A circle: press the space bar as fast as you can.
go-rule-no-go = A square: do not press anything.
go-rule-pace = The shapes keep one pace, whatever you do. A slip is normal. Just go on.
go-keys = To start, press the space bar.
go-key = Space bar
go-field = The field where the shapes appear
go-feedback-right = Right
go-feedback-missed = That was a circle – press as soon as you see it
go-feedback-held-back = Well held back
go-feedback-pressed = A square means: do not press
go-rest-missed = Circles without a press: { $missed } of { $trials }.
go-rest-pressed = Squares with a press: { $pressed } of { $squares }.
go-rest-hint = Keep your speed at circles, and let squares go by.

## Flanker task

flanker-rule-left = The middle arrow points left: press ← or F.
flanker-rule-right = The middle arrow points right: press → or J.
flanker-rule-pace = The arrows beside it may point the same way or the other way. They do not count. Be quick, and try to be right.
flanker-field = The field where the arrows appear
flanker-feedback-right = Right
flanker-feedback-wrong-key = That was the other side – look at the middle arrow
flanker-feedback-too-slow = Too slow – answer as soon as you see the middle arrow
flanker-rest-missed = Rows without an answer: { $missed } of { $trials }.
flanker-rest-wrong = Answers for the other side: { $wrong } of { $trials }.
flanker-rest-hint = Look only at the middle arrow. Be quick, and try to be right.

## Hand in and receipt

review-title = Hand in
review-lead = You have done every part. Hand in your answers when everything has arrived.
review-parts = Your parts
review-part-done = done
review-recordings = Your camera answers
review-received = { $received } of { $total } pieces have arrived
review-whole = Has arrived
review-waiting-title = Some of your recordings are still on their way
review-waiting-text = Keep this page open. They are being sent.
review-confirm-missing = Hand in now, even if a recording is not whole.
review-final = After you hand in, you cannot change your answers.
review-submit = Hand in
receipt-title = Thank you. We have your answers.
receipt-lead = { $agency } received your assessment for { $position } on { $submitted }.
receipt-print = You may want to print or save this page. Your link shows it again.
receipt-received = What we received
receipt-part = Part
receipt-content = Content
receipt-answers = { $answered } of { $items } answers
receipt-turns = { $done } of { $trials } turns
receipt-scene-camera = { $choices ->
    [one] One answer during the film
   *[other] { $choices } answers during the film
    }, { $seconds ->
    [one] a recording of one second
   *[other] a recording of { $seconds } seconds
    }
receipt-scene-typed = { $choices ->
    [one] One answer during the film, a written answer
   *[other] { $choices } answers during the film, a written answer
    }
receipt-scene-no-answer = { $choices ->
    [one] One answer during the film, no answer
   *[other] { $choices } answers during the film, no answer
    }
receipt-number = Receipt number
receipt-digest = Check sum
receipt-digest-text = It changes if anything in your answers is changed later.
receipt-next = What happens next
receipt-next-text = People at { $agency } look at your answers together with everything else you sent. They will write to you. No computer turns anybody down.
receipt-kept = Your answers and recordings are kept until { $kept } and then deleted, unless the law asks for longer.
receipt-ask = Your questions and your rights
receipt-ask-text = To ask for a copy of your data, to correct something, or to report a problem, write to { $contact } and name your receipt number.
