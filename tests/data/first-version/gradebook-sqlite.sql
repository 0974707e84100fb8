BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
INSERT INTO "alembic_version" VALUES('e43177bfe90b');
CREATE TABLE assignment (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	duedate DATETIME, 
	course_id VARCHAR(128) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (name), 
	FOREIGN KEY(course_id) REFERENCES course (id)
);
INSERT INTO "assignment" VALUES('e42459f0b8204d50a907ae94b20db5ee','1-virtuelle-samtaler',NULL,'');
CREATE TABLE base_cell (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	notebook_id VARCHAR(32) NOT NULL, 
	type VARCHAR(50), 
	PRIMARY KEY (id), 
	UNIQUE (name, notebook_id, type), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "base_cell" VALUES('28a5495b6a4b4e98a7214b1784a3ff5c','kanal-foerste-samtale','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('997daa98743f4b5cb58bd8dbde083aee','kanal-fire-aftaler','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('4c416a301c1745f6932675be7d0eca1f','vejledning-tre-borgere','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('6091292bfced443ead37348c92b5b80b','rammer-fem-minutter-foer','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('195d56d08f67408b8a5a30d46fbaf870','rammer-moderen-i-rummet','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('d78731c8bca84283a4eebd7e4c387c35','rammer-billedet-fryser','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('2f0717aa3139437ca401fee0b2476c79','data-delt-skaerm','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('769f930b2ee34bf2851446e0d8900565','ledelse-samtalens-gang','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('655883a8521d4b2f9da88adf5cfe2f0d','ledelse-sidste-fem-minutter','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('aba5e995db5c497db8b54bc5ca45fc92','relation-stilheden','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('c234806d88f44584be7cf3d61a515c1e','relation-fire-svar','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('1a51351b64be4a998fbd4d3096bf06eb','relation-slukket-kamera','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('e2637a006c7742cdb58d85cc8ed41de5','relation-det-usagte-tekst','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('149c9458c5c94e9bbc1390147fe38633','relation-det-usagte-tekst','4a4cbb1df6ac40669e1ae6a2e8c7684e','SolutionCell');
INSERT INTO "base_cell" VALUES('dc452a22feb444a99352f143a50d4d8c','kanal-tre-samtaler-tekst','4a4cbb1df6ac40669e1ae6a2e8c7684e','GradeCell');
INSERT INTO "base_cell" VALUES('f8b8fc75dae444139db350b297a257e1','kanal-tre-samtaler-tekst','4a4cbb1df6ac40669e1ae6a2e8c7684e','SolutionCell');
CREATE TABLE comment (
	id VARCHAR(32) NOT NULL, 
	notebook_id VARCHAR(32), 
	cell_id VARCHAR(32), 
	auto_comment TEXT, 
	manual_comment TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (cell_id, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), 
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "comment" VALUES('7859c0d45c1045f0b8b1ec3dc9cc02e7','0c6b2769a5a841099c3c812185ff4733','149c9458c5c94e9bbc1390147fe38633',NULL,'Nu kan man høre, at du lader Camilla selv fortælle.');
INSERT INTO "comment" VALUES('f35536449ffe45cebf1bcab8a0808cf7','0c6b2769a5a841099c3c812185ff4733','f8b8fc75dae444139db350b297a257e1',NULL,'En god plan med gode grunde. Hvad ville få dig til at lave den om undervejs?');
INSERT INTO "comment" VALUES('e638b2efaa2f436187b8a181a9ae767a','83beff8c53d44b64a6cbfae34f18beff','149c9458c5c94e9bbc1390147fe38633',NULL,'Det går fremad. Sig, hvad du ser, og lad hende selv sige, hvad det betyder.');
INSERT INTO "comment" VALUES('77527f8e06e24503a24e883e3bd0a624','83beff8c53d44b64a6cbfae34f18beff','f8b8fc75dae444139db350b297a257e1',NULL,'Flot, at du spørger ham først. Skriv også, hvad du gør, hvis planen ikke holder.');
INSERT INTO "comment" VALUES('c8c4ee6181774224858fab93cbe535fc','5a5915e806af44279b0d155c476532be','149c9458c5c94e9bbc1390147fe38633',NULL,'Du er stærk i samtalen. Camilla kan både tale, tie og vælge et andet sted.');
INSERT INTO "comment" VALUES('a589c138077347198cd72c09629a239b','5a5915e806af44279b0d155c476532be','f8b8fc75dae444139db350b297a257e1',NULL,'Grunden til det sidste møde er god. Hold hans ønske om at slippe for bussen op mod de to første.');
CREATE TABLE course (
	id VARCHAR(128) NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (id)
);
INSERT INTO "course" VALUES('default_course');
CREATE TABLE grade (
	id VARCHAR(32) NOT NULL, 
	notebook_id VARCHAR(32), 
	cell_id VARCHAR(32), 
	auto_score FLOAT, 
	manual_score FLOAT, 
	extra_credit FLOAT, 
	needs_manual_grade BOOLEAN NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (cell_id, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES submitted_notebook (id), 
	FOREIGN KEY(cell_id) REFERENCES base_cell (id)
);
INSERT INTO "grade" VALUES('d719c5bfb72d49a99903373eabe55b76','0c6b2769a5a841099c3c812185ff4733','28a5495b6a4b4e98a7214b1784a3ff5c',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('b83c059191bf4f9f9544bb62359fca4e','0c6b2769a5a841099c3c812185ff4733','997daa98743f4b5cb58bd8dbde083aee',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('92dca8d5cad94c6cac71d0c57e892458','0c6b2769a5a841099c3c812185ff4733','4c416a301c1745f6932675be7d0eca1f',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('d66c330b39fc4e9c9df5eec31a221b7e','0c6b2769a5a841099c3c812185ff4733','6091292bfced443ead37348c92b5b80b',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('83156b7629344c6bb482009fc16769da','0c6b2769a5a841099c3c812185ff4733','195d56d08f67408b8a5a30d46fbaf870',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('31095c5dd0b04ad2b1e902f18ac0d7e6','0c6b2769a5a841099c3c812185ff4733','d78731c8bca84283a4eebd7e4c387c35',3.2,NULL,NULL,0);
INSERT INTO "grade" VALUES('4bf99f31f341474485f8b7e04458d20f','0c6b2769a5a841099c3c812185ff4733','2f0717aa3139437ca401fee0b2476c79',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('c6ecc1f1c70f41cd82e4835e1de4e9b0','0c6b2769a5a841099c3c812185ff4733','769f930b2ee34bf2851446e0d8900565',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('bde9a31262074aefa0a5b8c619f65f20','0c6b2769a5a841099c3c812185ff4733','655883a8521d4b2f9da88adf5cfe2f0d',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('65e7961a775742c2af046cbeb4f8969e','0c6b2769a5a841099c3c812185ff4733','aba5e995db5c497db8b54bc5ca45fc92',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6e34314ad7eb4d358de212f2d44693f6','0c6b2769a5a841099c3c812185ff4733','c234806d88f44584be7cf3d61a515c1e',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('70a7ad2067b14ad981f5f96465bb1593','0c6b2769a5a841099c3c812185ff4733','1a51351b64be4a998fbd4d3096bf06eb',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ac02ecdf52f54bfab3cccb87c1952abc','0c6b2769a5a841099c3c812185ff4733','e2637a006c7742cdb58d85cc8ed41de5',NULL,4.0,NULL,0);
INSERT INTO "grade" VALUES('9ecf9fb8d3764c9fbf917cd4aa060948','0c6b2769a5a841099c3c812185ff4733','dc452a22feb444a99352f143a50d4d8c',NULL,3.0,NULL,0);
INSERT INTO "grade" VALUES('4d1a232927b141b494e260d49857407f','83beff8c53d44b64a6cbfae34f18beff','28a5495b6a4b4e98a7214b1784a3ff5c',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('2f04682622b8450da7b4357dd5cf8f44','83beff8c53d44b64a6cbfae34f18beff','997daa98743f4b5cb58bd8dbde083aee',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('4fd851b8e1e34b5a9fc138f133b08fdf','83beff8c53d44b64a6cbfae34f18beff','4c416a301c1745f6932675be7d0eca1f',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e6e7db909e464054931b5e6ffabdf06b','83beff8c53d44b64a6cbfae34f18beff','6091292bfced443ead37348c92b5b80b',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('6434a9af9dd44ca4a81e5eaddedb426f','83beff8c53d44b64a6cbfae34f18beff','195d56d08f67408b8a5a30d46fbaf870',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('dbc46f3ac8a5471694936d0b9053d678','83beff8c53d44b64a6cbfae34f18beff','d78731c8bca84283a4eebd7e4c387c35',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ee4b2eda8c3340969e6644cbb0a58bea','83beff8c53d44b64a6cbfae34f18beff','2f0717aa3139437ca401fee0b2476c79',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('daeaef03fa68411c841da39aa2e12a1a','83beff8c53d44b64a6cbfae34f18beff','769f930b2ee34bf2851446e0d8900565',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('00f2254713ce4319b56c0b615b58e12d','83beff8c53d44b64a6cbfae34f18beff','655883a8521d4b2f9da88adf5cfe2f0d',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('de45cc080be04034bc37dc7f69dcb8b5','83beff8c53d44b64a6cbfae34f18beff','aba5e995db5c497db8b54bc5ca45fc92',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('f91314da02f7445f9cfa023f26994015','83beff8c53d44b64a6cbfae34f18beff','c234806d88f44584be7cf3d61a515c1e',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('73a27756bd5f464aa9e7634b3757add5','83beff8c53d44b64a6cbfae34f18beff','1a51351b64be4a998fbd4d3096bf06eb',1.33,NULL,NULL,0);
INSERT INTO "grade" VALUES('9d33f6a3ea8c4be9b2f4ef6c6a49e682','83beff8c53d44b64a6cbfae34f18beff','e2637a006c7742cdb58d85cc8ed41de5',NULL,2.0,NULL,0);
INSERT INTO "grade" VALUES('13ce7b4bafdb4a0a8b5a0a00afdbda65','83beff8c53d44b64a6cbfae34f18beff','dc452a22feb444a99352f143a50d4d8c',NULL,3.0,NULL,0);
INSERT INTO "grade" VALUES('f7818f28179a4df6bf871ad9320833eb','5a5915e806af44279b0d155c476532be','28a5495b6a4b4e98a7214b1784a3ff5c',0.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('2973a1c6a5104944a51274ce9994125f','5a5915e806af44279b0d155c476532be','997daa98743f4b5cb58bd8dbde083aee',3.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('42eabcc44a7d4c43b86698d5217f86dc','5a5915e806af44279b0d155c476532be','4c416a301c1745f6932675be7d0eca1f',2.67,NULL,NULL,0);
INSERT INTO "grade" VALUES('7b23b3afb7ed47b1a0c9edce5773cc4d','5a5915e806af44279b0d155c476532be','6091292bfced443ead37348c92b5b80b',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('9c48e3e86a204b209f1090278bbf091f','5a5915e806af44279b0d155c476532be','195d56d08f67408b8a5a30d46fbaf870',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('5fe22992fc424f67ac61fe75029c5fb2','5a5915e806af44279b0d155c476532be','d78731c8bca84283a4eebd7e4c387c35',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('5660d024d4ae4bac98b278d4b4084b4d','5a5915e806af44279b0d155c476532be','2f0717aa3139437ca401fee0b2476c79',1.33,NULL,NULL,0);
INSERT INTO "grade" VALUES('da9f8d4a3d31435487c37f120745f6f0','5a5915e806af44279b0d155c476532be','769f930b2ee34bf2851446e0d8900565',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('ce8abb6b0a584cf5b6b297d740624372','5a5915e806af44279b0d155c476532be','655883a8521d4b2f9da88adf5cfe2f0d',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e5f14471a76849058458cbfff19dbb2e','5a5915e806af44279b0d155c476532be','aba5e995db5c497db8b54bc5ca45fc92',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('bc12862036a94670b8f532a7c78097a6','5a5915e806af44279b0d155c476532be','c234806d88f44584be7cf3d61a515c1e',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('48ea44e33c6a4d2dbb1576ea7fa6bcde','5a5915e806af44279b0d155c476532be','1a51351b64be4a998fbd4d3096bf06eb',4.0,NULL,NULL,0);
INSERT INTO "grade" VALUES('e30b572f99184ec6b335a229c2e85223','5a5915e806af44279b0d155c476532be','e2637a006c7742cdb58d85cc8ed41de5',NULL,4.0,NULL,0);
INSERT INTO "grade" VALUES('1372ae500d894cb2915749e19f37be7d','5a5915e806af44279b0d155c476532be','dc452a22feb444a99352f143a50d4d8c',NULL,2.0,NULL,0);
CREATE TABLE grade_cells (
	id VARCHAR(32) NOT NULL, 
	max_score FLOAT NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "grade_cells" VALUES('28a5495b6a4b4e98a7214b1784a3ff5c',4.0,'code');
INSERT INTO "grade_cells" VALUES('997daa98743f4b5cb58bd8dbde083aee',4.0,'code');
INSERT INTO "grade_cells" VALUES('4c416a301c1745f6932675be7d0eca1f',4.0,'code');
INSERT INTO "grade_cells" VALUES('6091292bfced443ead37348c92b5b80b',4.0,'code');
INSERT INTO "grade_cells" VALUES('195d56d08f67408b8a5a30d46fbaf870',4.0,'code');
INSERT INTO "grade_cells" VALUES('d78731c8bca84283a4eebd7e4c387c35',4.0,'code');
INSERT INTO "grade_cells" VALUES('2f0717aa3139437ca401fee0b2476c79',4.0,'code');
INSERT INTO "grade_cells" VALUES('769f930b2ee34bf2851446e0d8900565',4.0,'code');
INSERT INTO "grade_cells" VALUES('655883a8521d4b2f9da88adf5cfe2f0d',4.0,'code');
INSERT INTO "grade_cells" VALUES('aba5e995db5c497db8b54bc5ca45fc92',4.0,'code');
INSERT INTO "grade_cells" VALUES('c234806d88f44584be7cf3d61a515c1e',4.0,'code');
INSERT INTO "grade_cells" VALUES('1a51351b64be4a998fbd4d3096bf06eb',4.0,'code');
INSERT INTO "grade_cells" VALUES('e2637a006c7742cdb58d85cc8ed41de5',4.0,'code');
INSERT INTO "grade_cells" VALUES('dc452a22feb444a99352f143a50d4d8c',4.0,'code');
CREATE TABLE notebook (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	assignment_id VARCHAR(32), 
	kernelspec VARCHAR(1024), 
	PRIMARY KEY (id), 
	UNIQUE (name, assignment_id), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id)
);
INSERT INTO "notebook" VALUES('4a4cbb1df6ac40669e1ae6a2e8c7684e','4-vis-hvad-du-kan','e42459f0b8204d50a907ae94b20db5ee','{"display_name": "Python 3", "language": "python", "name": "python3"}');
CREATE TABLE solution_cells (
	id VARCHAR(32) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
INSERT INTO "solution_cells" VALUES('149c9458c5c94e9bbc1390147fe38633');
INSERT INTO "solution_cells" VALUES('f8b8fc75dae444139db350b297a257e1');
CREATE TABLE source_cell (
	id VARCHAR(32) NOT NULL, 
	name VARCHAR(128) NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	locked BOOLEAN NOT NULL, 
	source TEXT, 
	checksum VARCHAR(128), 
	notebook_id VARCHAR(32), 
	PRIMARY KEY (id), 
	UNIQUE (name, notebook_id), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "source_cell" VALUES('962059b9f81a44cc8b32aaf20bcb3891','kanal-foerste-samtale','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "kanal-foerste-samtale",
    key=["ses-foerst"],
    right={
        "da": "Dortes »jeg kan da godt« er mest høflighed. Du tog presset af hende og gav hende to muligheder, der er lige lette at sige ja til. Nu kan hun svare ærligt.",
        "en": "Dorte''s “I suppose I can” is mostly politeness. You took the pressure off and gave her two options that are equally easy to say yes to. Now she can answer honestly.",
    },
    why={
        "video-med-hjaelp": {
            "da": "Dorte sagde ja til det, hun tror, I forventer. Læg mærke til pausen og ordet »hvis«. Hvad ville hun selv foretrække, hvis hun turde sige det?",
            "en": "Dorte said yes to what she thinks you expect. Notice the pause and the word “if”. What would she prefer herself, if she dared say so?",
        },
        "telefon": {
            "da": "Det sparer jer for teknikken, men I ser heller ikke hinanden, og hun kender dig ikke endnu. Og det blev dig, der valgte.",
            "en": "It spares you both the technology, but you don''t see each other either, and she doesn''t know you yet. And the one who chose was you.",
        },
        "oev-foerst": {
            "da": "Det er venligt tænkt. Men Dorte er lige blevet ledig, og nu må hun vente i to uger, for at hun kan passe til programmet.",
            "en": "It is kindly meant. But Dorte has only just lost her job, and now she has to wait two weeks so that she can fit the program.",
        },
    },
)
### END HIDDEN TESTS','34fb9d174be06071159d667ef80dc048','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('7a6e1ede2ddf4aae94a0c847e8c15aaa','kanal-fire-aftaler','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "kanal-fire-aftaler",
    key={
        "sofie": "video-deling",
        "kasper": "telefon",
        "svitlana": "fremmoede-tolk",
        "bent": "fremmoede",
    },
    right={
        "da": "Alle fire ville sige ja til hvad som helst, så det var dig, der skulle se forskellen. Du så på emnet og på, hvad det ville kræve af hver af dem.",
        "en": "All four would have said yes to anything, so it was up to you to see the difference. You looked at the matter and at what it would ask of each of them.",
    },
    why={
        "sofie": {
            "da": "Hvad har I begge brug for at se, mens I taler? Og hvad koster turen hende?",
            "en": "What do you both need to see while you talk? And what does the journey cost her?",
        },
        "kasper": {
            "da": "Han har ét spørgsmål, kort tid og larm omkring sig. Hvor lidt kan gøre det?",
            "en": "He has one question, little time and noise around him. How little will do?",
        },
        "svitlana": {
            "da": "Ordene i butikken rækker ikke nødvendigvis til det her. Og tænk på, hvad hun måske kun viser med kroppen.",
            "en": "The words she uses in the shop may not be enough for this. And think of what she may only show with her body.",
        },
        "bent": {
            "da": "Bent har allerede vist dig, hvordan han har det med skærmen. Hvad ville gøre det lettere for ham at fortælle om noget, der gik skævt?",
            "en": "Bent has already shown you how he feels about the screen. What would make it easier for him to talk about something that went wrong?",
        },
    },
)
### END HIDDEN TESTS','eeb99d79b31c737b427b100dd1099510','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('05a6eb3024d146ea9ebc31bb5d0fbf4b','vejledning-tre-borgere','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "vejledning-tre-borgere",
    key={
        "ole": "proeveopkald",
        "samira": "kort-besked",
        "finn": "uden-skaerm",
    },
    right={
        "da": "Du fandt ud af, hvad der stod i vejen, før du hjalp. Ole manglede modet, Samira manglede en besked til at forstå, og Finn skulle ikke øve sig mere.",
        "en": "You found out what was in the way before you helped. Ole lacked the courage, Samira lacked a message she could understand, and Finn had no need of more practice.",
    },
    why={
        "ole": {
            "da": "Ole har fundet knappen. Hvad kan vise ham, at der ikke sker noget ved at bruge den?",
            "en": "Ole has found the button. What can show him that nothing bad happens when he uses it?",
        },
        "samira": {
            "da": "Samira er bedre til video end de fleste. Hvor gik det galt, før hun nåede så langt?",
            "en": "Samira is better at video than most. Where did it go wrong before she got that far?",
        },
        "finn": {
            "da": "Finn mangler ikke at lære noget. Hvad ville blive ved med at tage hans kræfter, hvor god han end blev?",
            "en": "There is nothing Finn needs to learn. What would go on taking his strength, however good he became at it?",
        },
    },
)
### END HIDDEN TESTS','650ad5fc2818b552b25ddb7f956f8381','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('5c9ee0c3419545079e3a8b59e32765f2','rammer-fem-minutter-foer','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "rammer-fem-minutter-foer",
    key=["nummer", "lokale", "luk"],
    right={
        "da": "Nu kan ingen høre eller se noget, de ikke skal, og du kan få fat i Rasmus, hvis billedet forsvinder.",
        "en": "Now nobody can hear or see anything they shouldn''t, and you can reach Rasmus if the picture disappears.",
    },
    why={
        "sloer": {
            "da": "Nu kan Rasmus ikke se dine kolleger. Men de sidder der stadig, og de hører, hvad I taler om.",
            "en": "Now Rasmus can''t see your colleagues. But they are still sitting there, and they hear what you talk about.",
        },
        "headset": {
            "da": "Headsettet skjuler Rasmus'' stemme, men ikke din. Hvor meget kan man regne ud af dine spørgsmål?",
            "en": "The headset hides Rasmus''s voice but not yours. How much can be worked out from your questions?",
        },
        "tavshed": {
            "da": "Det beroliger sjældent den, der skal fortælle om sin sygdom, mens andre sidder inden for hørevidde.",
            "en": "That seldom reassures someone who is to talk about their illness while others sit within hearing.",
        },
    },
    missing={
        "da": "Du kan nå mere. Hvem kan lytte med, hvad kan komme frem på din skærm, og hvad gør I, hvis forbindelsen ryger?",
        "en": "There is time for more. Who can listen in, what can appear on your screen, and what do you do if the connection fails?",
    },
)
### END HIDDEN TESTS','96b291f077a954850520771f5077fd5f','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('b3d712043614439d801fbbc580873005','rammer-moderen-i-rummet','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "rammer-moderen-i-rummet",
    key=["valg"],
    right={
        "da": "Med høretelefoner er det kun Emilie, der hører dit spørgsmål, og hun kan svare med ét ord. Så bestemmer hun selv, hvem der får historien.",
        "en": "With headphones only Emilie hears your question, and she can answer with one word. So she decides herself who gets the story.",
    },
    why={
        "fortsaet": {
            "da": "Emilie svarede, mens moren hørte på det. Den dæmpede stemme og blikket hen over kameraet kan sige noget andet end ordene.",
            "en": "Emilie answered while her mother was listening. The lowered voice and the look past the camera may say something different from the words.",
        },
        "bed-ud": {
            "da": "Nu bestemmer du for Emilie, og det er hende, der skal spise aftensmad med sin mor bagefter. Hvordan kan valget blive hendes?",
            "en": "Now you decide for Emilie, and she is the one who has to have dinner with her mother afterwards. How can the choice become hers?",
        },
        "skift": {
            "da": "Du skåner hende, men hun får ikke sagt, hvad hun selv vil. Og I har ikke aftalt, hvornår I så taler om det, der fyldte.",
            "en": "You spare her, but she doesn''t get to say what she wants herself. And you haven''t agreed when to talk about what was on her mind.",
        },
    },
)
### END HIDDEN TESTS','4f514e36dd5727a5970e1513ec053d95','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('1f9277921de44fba89f47cfa305f5e8a','rammer-billedet-fryser','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "rammer-billedet-fryser",
    key=["varsl", "ring", "rum", "valg", "genoptag"],
    right={
        "da": "Tarek blev ikke hængende i tavsheden, og han fik lov at vælge, før han skulle tilbage til det svære.",
        "en": "Tarek was not left hanging in silence, and he got to choose before going back to what was hard.",
    },
    why={
        "varsl>ring": {
            "da": "Forsvinder du uden et ord, ved Tarek ikke, om du lagde på. Måske kan han stadig høre dig, selv om du næsten ikke kan høre ham.",
            "en": "If you vanish without a word, Tarek doesn''t know whether you hung up. He may still hear you even though you can hardly hear him.",
        },
        "ring>rum": {
            "da": "Du spurgte om noget, der kræver et svar, mens I knap kunne høre hinanden.",
            "en": "You asked something that needs an answer while you could hardly hear each other.",
        },
        "rum>valg": {
            "da": "Om det passer ham at tale nu, kommer an på, hvor han er endt med sin telefon.",
            "en": "Whether it suits him to talk now depends on where he has ended up with his phone.",
        },
        "valg>genoptag": {
            "da": "Tarek blev afbrudt midt i noget svært. Nu trak du ham tilbage til det, før han havde sagt, at han ville.",
            "en": "Tarek was interrupted in the middle of something hard. Now you pulled him back to it before he had said he wanted to.",
        },
    },
)
### END HIDDEN TESTS','d9422fd3a3d9167ba2ffc137a39c1d82','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('28ce5d28e004448688ad4f59e7df7941','data-delt-skaerm','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "data-delt-skaerm",
    key=["stop", "sig", "meld"],
    right={
        "da": "Du lukkede hullet, var ærlig over for Tine og gav sagen til dem, der skal vurdere den. Næste gang kan du slå beskeder fra, før du deler.",
        "en": "You closed the gap, were honest with Tine and passed the matter to those who are to judge it. Next time you can turn notifications off before you share.",
    },
    why={
        "tie": {
            "da": "Tine har set det, hun har set. Når du tier, ved hun ikke, hvad hun må gøre med det.",
            "en": "Tine has seen what she has seen. When you say nothing, she doesn''t know what she may do with it.",
        },
        "journal": {
            "da": "Nu står den ene borgers oplysninger i den andens sag, og der bliver de stående.",
            "en": "Now one citizen''s information is in another''s case, and there it stays.",
        },
        "mail": {
            "da": "Måske skal borgeren have besked. Men hvem der giver den, og hvordan, afgør du ikke alene i en mail.",
            "en": "Perhaps the citizen should be told. But who does it, and how, is not for you alone to settle in a mail.",
        },
    },
    missing={
        "da": "Der er mere at gøre. Tænk på skærmen lige nu, på Tine og på tiden efter samtalen.",
        "en": "There is more to do. Think of the screen right now, of Tine, and of the time after the conversation.",
    },
)
### END HIDDEN TESTS','5e1984c83e1831df4a64b2d2775a826c','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('56e031a49b6146baabf05f253f5620e0','ledelse-samtalens-gang','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "ledelse-samtalens-gang",
    key=["lyd", "dagsorden", "fortael", "saml-op", "aftale"],
    right={
        "da": "Først sikrede du, at I kunne tale, så vidste Farida, hvor I skulle hen, og I sluttede med noget, I begge havde forstået.",
        "en": "First you made sure that you could talk, then Farida knew where you were going, and you ended with something you had both understood.",
    },
    why={
        "lyd>dagsorden": {
            "da": "Du lagde planen, før du vidste, om hun kunne høre dig og tale frit.",
            "en": "You set the plan before you knew whether she could hear you and talk freely.",
        },
        "dagsorden>fortael": {
            "da": "Farida gik i gang uden at vide, hvor I skulle hen, og om der blev tid til det, hun selv kom med.",
            "en": "Farida began without knowing where you were going, or whether there would be time for what she brought herself.",
        },
        "fortael>saml-op": {
            "da": "Du samlede op, før hun havde fortalt noget. Hvis ord bygger opsamlingen så på?",
            "en": "You summed up before she had told you anything. Whose words does the summary rest on then?",
        },
        "saml-op>aftale": {
            "da": "I aftalte noget, før du havde tjekket, om du havde forstået hende. På en skærm kan du let overse, at den anden er stået af.",
            "en": "You agreed on something before you had checked that you understood her. On a screen it is easy to miss that the other person is no longer with you.",
        },
    },
)
### END HIDDEN TESTS','d155bd2230f1f4bf8eac6a583f5d441a','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('27fefe69fa754d0390e0e85b950a9679','ledelse-sidste-fem-minutter','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "ledelse-sidste-fem-minutter",
    key=["fast-tid"],
    right={
        "da": "Du viste, at du havde hørt det, og gav ham noget at regne med. »Kan det vente?« fanger også den, der ikke kan vente.",
        "en": "You showed that you had heard it and gave him something to count on. “Can it wait?” also catches the one who can''t.",
    },
    why={
        "spoerg-ind": {
            "da": "Du hørte det vigtigste. Men fem minutter rækker til at åbne, ikke til at lukke igen, og jobbet hænger i luften, når I slukker.",
            "en": "You heard what matters most. But five minutes is enough to open it, not to close it again, and the job is left in the air when you sign off.",
        },
        "snart": {
            "da": "Han blev hørt, og jobbet er på plads. Men »så snart jeg får tid« er svært at sove på, og du ved ikke, hvor skidt han har det.",
            "en": "He was heard, and the job is settled. But “as soon as I have time” is hard to sleep on, and you don''t know how bad he feels.",
        },
        "bliv": {
            "da": "Henrik mærker, at han er vigtig. Men det er den næste, der betaler, og du begynder på noget svært uden at vide, hvor længe I har.",
            "en": "Henrik feels that he matters. But it is the next person who pays, and you begin something hard without knowing how long you have.",
        },
    },
)
### END HIDDEN TESTS','25bcb4a5c9495ec9d0b6e0f898707dbe','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('d78b954f16f24122abf2754c29cbe3cb','relation-stilheden','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "relation-stilheden",
    key=["bliv"],
    right={
        "da": "Gitte tænker, selv om det er stille. Dit blik i kameraet fortæller hende, at du stadig er der, og at hun har tid.",
        "en": "Gitte is thinking, even though it is silent. Your eyes on the camera tell her that you are still there and that she has time.",
    },
    why={
        "omformuler": {
            "da": "Hun var måske midt i en tanke, og nu skal hun begynde forfra. Seks sekunder føles længere for dig end for den, der tænker.",
            "en": "She may have been in the middle of a thought, and now she has to start again. Six seconds feel longer to you than to the one who is thinking.",
        },
        "teknik": {
            "da": "Du kunne se hende trække vejret, så forbindelsen var der. Hvem af jer hjalp spørgsmålet mest?",
            "en": "You could see her breathing, so the connection was there. Which of you did the question help most?",
        },
        "forhandl": {
            "da": "Nu ved hun, hvad du synes er nok. Du ved stadig ikke, hvad der rørte sig i hende, og måske var det slet ikke timerne.",
            "en": "Now she knows what you think is enough. You still don''t know what was going on in her, and perhaps it wasn''t the hours at all.",
        },
    },
)
### END HIDDEN TESTS','cf50ec4f6011e81f19e8c4829088c1bb','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('bbcbaadc1f29401e8b85318f3cb55571','relation-fire-svar','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "relation-fire-svar",
    key={
        "spoerg": "inviterer",
        "to-af-tolv": "gentager",
        "haab": "gaetter",
        "rigtigt": "samler",
    },
    right={
        "da": "Du kan høre forskel på at spørge, gentage, gætte og samle op. Et nik er let at overse på en skærm, så det er ordene, der viser Birthe, at du lytter.",
        "en": "You can hear the difference between asking, repeating, guessing and summing up. A nod is easy to miss on a screen, so it is the words that show Birthe you are listening.",
    },
    why={
        "spoerg": {
            "da": "Hvem får ordet bagefter? Og ligger svaret allerede i det, du siger?",
            "en": "Who gets the floor afterwards? And is the answer already in what you say?",
        },
        "to-af-tolv": {
            "da": "Hold den op mod det, Birthe lige har sagt. Hvor meget har du lagt til?",
            "en": "Hold it up against what Birthe has just said. How much have you added?",
        },
        "haab": {
            "da": "Birthe har ikke nævnt håb, og du siger heller ikke, hvad du selv mener. Hvad er det så, du gør?",
            "en": "Birthe hasn''t mentioned hope, and you aren''t saying what you think yourself. So what is it you are doing?",
        },
        "rigtigt": {
            "da": "Se på det korte spørgsmål til sidst. Hvad giver det Birthe lejlighed til?",
            "en": "Look at the short question at the end. What does it give Birthe the chance to do?",
        },
    },
)
### END HIDDEN TESTS','1ae65ba8cac9550c5321070bca054b23','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('532f4fa0c27542f486c2ebb36d5ea63e','relation-slukket-kamera','code',1,'### BEGIN HIDDEN TESTS
from widgets.marking import mark

mark(
    "relation-slukket-kamera",
    key=["hoert", "slukket", "ansigt"],
    right={
        "da": "Du tog hans ord alvorligt, lod ham være i fred for kameraet og tilbød et andet sted at tale. Punkterne kan vente.",
        "en": "You took his words seriously, left him in peace from the camera and offered another place to talk. The items can wait.",
    },
    why={
        "taend": {
            "da": "Det er forståeligt, at du vil se ham. Men det slukkede kamera er måske det, der gør, at han stadig er der.",
            "en": "It is understandable that you want to see him. But the dark camera may be the reason he is still there.",
        },
        "let-punkt": {
            "da": "Det ville være rart at nå noget. Men så bliver »lige meget« hængende, som om ingen hørte det.",
            "en": "It would be nice to get something done. But then “doesn''t matter” is left hanging as if nobody heard it.",
        },
        "skriftligt": {
            "da": "Ro kan være godt. Men han har lige sagt, at det er lige meget, og så sidder han alene med tre punkter.",
            "en": "Peace can be good. But he has just said that it doesn''t matter, and then he sits alone with three items.",
        },
    },
    missing={
        "da": "Der mangler noget af det, der holder døren åben. Tænk på, hvad han sagde, hvad han ikke orker at vise, og hvor I to taler bedst.",
        "en": "Something that keeps the door open is missing. Think of what he said, what he can''t bear to show, and where you two talk best.",
    },
)
### END HIDDEN TESTS','694706dde20e4eeb643f673f7664b130','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('e5a74541eca14fbfa6546d4a2c59d256','relation-det-usagte-tekst','code',0,'
FreeText("relation-det-usagte-tekst")','7c4bf5879cd3a95d5ec07cdf844c1bca','4a4cbb1df6ac40669e1ae6a2e8c7684e');
INSERT INTO "source_cell" VALUES('854965fa4926413b872d4c3f63062eaa','kanal-tre-samtaler-tekst','code',0,'
FreeText("kanal-tre-samtaler-tekst")','e9e89705befe92526a11aacd5ac6e6e5','4a4cbb1df6ac40669e1ae6a2e8c7684e');
CREATE TABLE student (
	id VARCHAR(128) NOT NULL, 
	first_name VARCHAR(128), 
	last_name VARCHAR(128), 
	email VARCHAR(128), 
	lms_user_id VARCHAR(128), 
	PRIMARY KEY (id)
);
INSERT INTO "student" VALUES('eksempel-anna','Anna Andetsted','(eksempel)',NULL,NULL);
INSERT INTO "student" VALUES('eksempel-bo','Bo Blomstereng','(eksempel)',NULL,NULL);
INSERT INTO "student" VALUES('eksempel-carla','Carla Citronskal','(eksempel)',NULL,NULL);
CREATE TABLE submitted_assignment (
	id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	student_id VARCHAR(128), 
	timestamp DATETIME, 
	extension DATETIME, 
	PRIMARY KEY (id), 
	UNIQUE (assignment_id, student_id), 
	FOREIGN KEY(assignment_id) REFERENCES assignment (id), 
	FOREIGN KEY(student_id) REFERENCES student (id)
);
INSERT INTO "submitted_assignment" VALUES('0641b8cb473146acab2513e5de850fa9','e42459f0b8204d50a907ae94b20db5ee','eksempel-anna','2026-11-13 10:20:00.000000',NULL);
INSERT INTO "submitted_assignment" VALUES('e90b00af249b4453af1ea3302760fe69','e42459f0b8204d50a907ae94b20db5ee','eksempel-bo','2026-11-16 10:20:00.000000',NULL);
INSERT INTO "submitted_assignment" VALUES('e931ddbd3240427d851befcbb2b8a798','e42459f0b8204d50a907ae94b20db5ee','eksempel-carla','2026-11-05 10:20:00.000000',NULL);
CREATE TABLE submitted_notebook (
	id VARCHAR(32) NOT NULL, 
	assignment_id VARCHAR(32), 
	notebook_id VARCHAR(32), 
	flagged BOOLEAN, 
	late_submission_penalty FLOAT, 
	PRIMARY KEY (id), 
	UNIQUE (notebook_id, assignment_id), 
	FOREIGN KEY(assignment_id) REFERENCES submitted_assignment (id), 
	FOREIGN KEY(notebook_id) REFERENCES notebook (id)
);
INSERT INTO "submitted_notebook" VALUES('0c6b2769a5a841099c3c812185ff4733','0641b8cb473146acab2513e5de850fa9','4a4cbb1df6ac40669e1ae6a2e8c7684e',0,NULL);
INSERT INTO "submitted_notebook" VALUES('83beff8c53d44b64a6cbfae34f18beff','e90b00af249b4453af1ea3302760fe69','4a4cbb1df6ac40669e1ae6a2e8c7684e',0,NULL);
INSERT INTO "submitted_notebook" VALUES('5a5915e806af44279b0d155c476532be','e931ddbd3240427d851befcbb2b8a798','4a4cbb1df6ac40669e1ae6a2e8c7684e',0,NULL);
CREATE TABLE task_cells (
	id VARCHAR(32) NOT NULL, 
	max_score FLOAT NOT NULL, 
	cell_type VARCHAR(8) NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(id) REFERENCES base_cell (id)
);
COMMIT;
